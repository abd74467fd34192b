package dev.admiral.pearl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.Checkpoint.Bytes;
import dev.admiral.checkpoint.Checkpoint.Doubles;
import dev.admiral.checkpoint.Checkpoint.Floats;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.sac.TransitionRing;
import dev.admiral.sac.TwinCritic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PearlTest {
  private static final PearlConfig LEARNING =
      new PearlConfig(
          100,
          60,
          10,
          100,
          40,
          0,
          40,
          100,
          8,
          32,
          40,
          2,
          List.of(64, 64),
          List.of(64, 64),
          false,
          0.7,
          100,
          1,
          0.01,
          1e-3,
          1e-3,
          100_000);

  /// 150 updates an iteration are two calls of iterate.
  private static PearlConfig tiny() {
    return tiny(1000);
  }

  private static PearlConfig tiny(int capacity) {
    return new PearlConfig(
        3,
        5,
        2,
        30,
        40,
        20,
        20,
        150,
        3,
        16,
        10,
        2,
        List.of(16),
        List.of(16),
        false,
        0.9,
        5,
        0.1,
        0.01,
        1e-3,
        1e-3,
        capacity);
  }

  private static Pearl learner(PearlConfig config, Workers workers) {
    return new Pearl(config, new HiddenGoal(), new RandomStreams(3), workers);
  }

  /// Of the smaller of both critics, the first is never less, and often it is the smaller one itself.
  @Test
  void theFirstCriticIsReadFromACheckpoint() {
    PearlConfig config = tiny();
    Checkpoint checkpoint = new Checkpoint();
    try (Pearl learner = learner(config, Workers.SERIAL)) {
      var _ = learner.iterate();
      learner.save(checkpoint);
    }
    Mlp critic = Pearl.critic(config, PearlAgent.of(config, new HiddenGoal(), checkpoint));
    TwinCritic both = new TwinCritic(critic, 1, 1e-3, 100, RandomStream.of(1), Workers.SERIAL);
    both.restore(checkpoint.scope("critic"));
    Matrix inputs = Matrix.zeros(100, critic.inputSize());
    RandomStream random = RandomStream.of(2);
    for (int i = 0; i < inputs.values().length; i++) {
      inputs.values()[i] = (float) random.nextGaussian();
    }
    float[] least = new float[100];
    both.minimum(inputs, least);

    Matrix first =
        critic
            .pass(100, Workers.SERIAL)
            .forward(Pearl.criticParameters(critic, checkpoint), inputs);

    int equal = 0;
    for (int r = 0; r < 100; r++) {
      assertThat(first.get(r, 0)).isGreaterThanOrEqualTo(least[r]);
      equal += first.get(r, 0) == least[r] ? 1 : 0;
    }
    assertThat(equal).isBetween(10, 100);
  }

  /// The optimum of every episode is known.
  @Tag("learning")
  @Test
  void reachesTheKnownOptimumOfAHiddenGoal() {
    HiddenGoal family = new HiddenGoal();
    Checkpoint trained = new Checkpoint();
    try (Workers workers = new Workers(2);
        Pearl learner = new Pearl(LEARNING, family, new RandomStreams(1), workers)) {
      while (!learner.finished()) {
        learner.iterate();
      }
      learner.save(trained);
    }
    double before = 0;
    double after = 0;
    double optimum = 0;
    try (PearlAdaptation adaptation =
        new PearlAdaptation(
            PearlAgent.of(LEARNING, family, trained), family, new RandomStreams(9), "test")) {
      for (double goal = 0.02; goal < 1; goal += 0.04) {
        adaptation.begin(new double[] {goal});
        before += adaptation.evaluate(1)[0];
        adaptation.collect(3 * HiddenGoal.HORIZON);
        for (int episode = 0; episode < 4; episode++) {
          after += adaptation.evaluate(1)[0] / 4;
          optimum += HiddenGoal.optimum(family.start()[0], goal) / 4;
        }
      }
    }
    assertThat(after).isLessThanOrEqualTo(optimum + 1e-3).isGreaterThan(1.05 * optimum);
    assertThat(before).isLessThan(1.4 * optimum);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theNumberOfWorkersDoesNotShow(int count) {
    Checkpoint alone = new Checkpoint();
    Checkpoint shared = new Checkpoint();
    try (Pearl learner = learner(tiny(), Workers.SERIAL)) {
      while (!learner.finished()) {
        learner.iterate();
      }
      learner.save(alone);
    }
    try (Workers workers = new Workers(count);
        Pearl learner = learner(tiny(), workers)) {
      while (!learner.finished()) {
        learner.iterate();
      }
      learner.save(shared);
    }
    assertEqual(shared, alone);
  }

  /// Stopped before an iteration, and in the middle of one.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void goesOnFromACheckpoint(int stop) {
    Checkpoint stopped = new Checkpoint();
    Checkpoint expected = new Checkpoint();
    Map<String, Double> metrics = Map.of();
    try (Pearl learner = learner(tiny(), Workers.SERIAL)) {
      for (int i = 0; i < stop; i++) {
        learner.iterate();
      }
      learner.save(stopped);
      while (!learner.finished()) {
        metrics = learner.iterate().values();
      }
      learner.save(expected);
    }
    Checkpoint actual = new Checkpoint();
    try (Pearl learner = learner(tiny(), Workers.SERIAL)) {
      learner.restore(stopped);
      Metrics last = new Metrics(0);
      while (!learner.finished()) {
        last = learner.iterate();
      }
      assertThat(new TreeMap<>(last.values())).isEqualTo(new TreeMap<>(metrics));
      learner.save(actual);
    }
    assertEqual(actual, expected);
  }

  private static void assertEqual(Checkpoint actual, Checkpoint expected) {
    assertThat(actual.scalars()).isEqualTo(expected.scalars());
    assertThat(actual.tensors().keySet()).isEqualTo(expected.tensors().keySet());
    expected
        .tensors()
        .forEach((name, tensor) -> {
          Object other = Objects.requireNonNull(actual.tensors().get(name));
          switch (tensor) {
            case Floats floats ->
                assertThat(((Floats) other).values()).as(name).isEqualTo(floats.values());
            case Doubles doubles ->
                assertThat(((Doubles) other).values()).as(name).isEqualTo(doubles.values());
            case Bytes bytes ->
                assertThat(((Bytes) other).values()).as(name).isEqualTo(bytes.values());
          }
        });
  }

  /// 5 tasks × 30 at first, then 2 tasks × (40 + 20 + 20) an iteration; episodes have 20 steps.
  @Test
  void countsWhatItCollects() {
    try (Pearl learner = learner(tiny(), Workers.SERIAL)) {
      double[] counts = new double[6];
      for (int i = 0; i < 6; i++) {
        counts[i] = Objects.requireNonNull(learner.iterate().values().get("rollout/real_samples"));
      }
      assertThat(counts).containsExactly(360, 360, 520, 520, 680, 680);
      assertThat(learner.finished()).isTrue();
    }
  }

  /// Adaptation to one task does not depend on those before, and cuts its last episode off.
  @Test
  void adaptationCountsAndForgets() {
    PearlConfig config = tiny();
    HiddenGoal family = new HiddenGoal();
    PearlAgent agent = PearlAgent.fresh(config, family, new RandomStreams(4));
    double[] goal = {0.5};
    LatentDistribution once;
    try (PearlAdaptation adaptation =
        new PearlAdaptation(agent, family, new RandomStreams(5), "a")) {
      adaptation.begin(goal);
      assertThat(adaptation.belief().variance()).containsOnly(1);
      adaptation.collect(50);
      assertThat(adaptation.samples()).isEqualTo(50);
      adaptation.collect(7);
      assertThat(adaptation.samples()).isEqualTo(57);
      once = adaptation.belief();
      assertThat(Arrays.stream(once.variance()).max().orElseThrow()).isLessThan(0.1);
      assertThat(adaptation.evaluate(3)).hasSize(3);
      assertThat(adaptation.samples()).isEqualTo(57);
      adaptation.begin(goal);
      assertThat(adaptation.samples()).isZero();
      assertThat(adaptation.belief().mean()).containsOnly(0);
    }
    try (PearlAdaptation adaptation =
        new PearlAdaptation(agent, family, new RandomStreams(5), "a")) {
      adaptation.begin(goal);
      adaptation.collect(50);
      var _ = adaptation.evaluate(9);
      adaptation.collect(7);
      assertThat(adaptation.belief().mean()).isEqualTo(once.mean());
    }
  }

  @Test
  void refusesAContextOfTheWrongSize() {
    PearlAgent agent = PearlAgent.fresh(tiny(), new HiddenGoal(), new RandomStreams(4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PearlAdaptation(agent, new WiderPoint(), new RandomStreams(5), "a"))
        .withMessage(
            "the encoder is for a context of 1 observed numbers and 1 of actions, but wider-point"
                + " has 3 and 2");
  }

  @Test
  void refusesWhatWouldNotFit() {
    PearlConfig huge =
        new PearlConfig(
            Integer.MAX_VALUE,
            2000,
            1000,
            30,
            1000,
            0,
            0,
            1,
            3,
            16,
            10,
            2,
            List.of(16),
            List.of(16),
            false,
            0.9,
            5,
            0.1,
            0.01,
            1e-3,
            1e-3,
            Integer.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> learner(huge, Workers.SERIAL).close())
        .withMessageMatching(
            "a replay memory of \\d+ transitions \\(of 2000 tasks, a capacity of 2147483647 each,"
                + " what \\d+ iterations collect\\) takes .*");
  }

  /// The published buffers are 2 × 10⁶ rows a task in double precision, 77 GB in all.
  @ParameterizedTest
  @CsvSource({"100, 20, 6, 0.4", "150, 35, 8, 0.8"})
  void thePapersMemoryIsSmall(int tasks, int observation, int action, double most) {
    PearlConfig config = PearlConfig.defaults();
    double bytes = TransitionRing.bytes(config.rows(tasks), observation, action);
    assertThat(bytes / (1L << 30)).isBetween(most / 4, most);
  }

  @Test
  void refusesNumbersThatDoNotGoTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new PearlConfig(
                3,
                5,
                6,
                30,
                40,
                20,
                20,
                150,
                3,
                16,
                10,
                2,
                List.of(16),
                List.of(16),
                false,
                0.9,
                5,
                0.1,
                0.01,
                1e-3,
                1e-3,
                1000))
        .withMessage("tasks-per-iteration is 6, but training-tasks only 5");
  }

  /// 40 + 20 + 20 transitions are asked for; the last episode of each may have 20.
  @Test
  void refusesAMemoryThatLosesWhatIsCollectedAtOnce() {
    int needed = (2 * 39 + 21) + (2 * 19 + 21) + (2 * 19 + 21) + 1;
    try (Pearl learner = learner(tiny(needed), Workers.SERIAL)) {
      while (!learner.finished()) {
        learner.iterate();
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> learner(tiny(needed - 1), Workers.SERIAL).close())
        .withMessage(
            "capacity is 217, but what a task collects at once, in whole episodes of up to 20"
                + " steps, needs 218");
  }

  /// The most rows: episodes of one step each, of which every last one is as long as can be.
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theCapacityIsWhatTheMostRowsNeed(int missing) {
    TransitionRing ring = new TransitionRing(218 - missing, 1, 1);
    for (int i = 0; i < 1000; i++) {
      add(ring, true);
    }
    long begin = ring.end();
    for (int count : new int[] {40, 20, 20}) {
      for (int i = 1; i < count; i++) {
        add(ring, true);
      }
      for (int i = 1; i <= HiddenGoal.HORIZON; i++) {
        add(ring, i == HiddenGoal.HORIZON);
      }
    }
    assertThat(ring.first(begin)).isEqualTo(begin + missing);
  }

  private static void add(TransitionRing ring, boolean over) {
    Matrix one = Matrix.zeros(1, 1);
    ring.add(one, one, 0, false, over, one, 0);
  }
}
