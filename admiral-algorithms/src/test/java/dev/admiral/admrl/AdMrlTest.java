package dev.admiral.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.admrl.AdMrlConfig.Selection;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointStore;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.PointMassFamily;
import dev.admiral.learner.Metrics;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.task.TaskFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdMrlTest {
  /** Begin, 3 × (collect, 2 × train), next task; then with 2 zero-shot and the terms at θ̂. */
  private static final int FIRST_TASK = 1 + 3 * 3 + 1;

  private static final int LATER_TASK = 1 + 2 + 1 + 2 * 3 + 1;
  private static final int UPDATES = FIRST_TASK + 2 * LATER_TASK;

  /** Updates that are no virtual training: 3 × (begin, next task), 2 × terms at θ̂, 7 collections. */
  private static final int PLATEAU_OTHERS = 3 * 2 + 2 + 7;

  private static final TaskFamily FAMILY = new PointMassFamily();

  /** One whose returns are positive even while nothing has been learnt. */
  private static final TaskFamily POSITIVE =
      new PointMassFamily(Box.cube(2, -1, 1), Double.POSITIVE_INFINITY, 5);

  @TempDir Path temporary;

  private static AdMrl learner(AdMrlConfig config, TaskFamily family, Workers workers) {
    return new AdMrl(config, family, new RandomStreams(7), workers);
  }

  private static AdMrl learner(Selection selection) {
    return learner(TinyAdMrl.fast(selection), FAMILY, Workers.SERIAL);
  }

  private static List<Map<String, Double>> finish(AdMrl learner) {
    List<Map<String, Double>> metrics = new ArrayList<>();
    while (!learner.finished()) {
      metrics.add(learner.iterate().values());
    }
    return metrics;
  }

  private static double[] task(Map<String, Double> metrics) {
    return new double[] {metrics.get("task/psi_0"), metrics.get("task/psi_1")};
  }

  /** The files of a learner's checkpoint. */
  private List<byte[]> bytes(AdMrl learner, String name) {
    Checkpoint checkpoint = new Checkpoint();
    learner.save(checkpoint);
    Path folder = temporary.resolve(name);
    new CheckpointStore(folder, 1).save(1, checkpoint);
    try {
      return List.of(
          Files.readAllBytes(folder.resolve("step-000001/weights.safetensors")),
          Files.readAllBytes(folder.resolve("step-000001/state.json")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void assertSame(List<byte[]> actual, List<byte[]> expected) {
    assertThat(actual.get(1)).isEqualTo(expected.get(1));
    assertThat(actual.get(0)).isEqualTo(expected.get(0));
  }

  @ParameterizedTest
  @EnumSource(Selection.class)
  void goesThroughThePhasesOfAlgorithm1(Selection selection) {
    List<String> phases = new ArrayList<>();
    try (AdMrl learner = learner(selection)) {
      while (!learner.finished()) {
        phases.add(learner.phase());
        learner.iterate();
      }
    }

    assertThat(phases.subList(0, FIRST_TASK))
        .containsExactly(
            "task 1/3: fresh policy",
            "task 1/3: collect, stage 1",
            "task 1/3: stage 1, 1/2",
            "task 1/3: stage 1, 2/2",
            "task 1/3: collect, stage 2",
            "task 1/3: stage 2, 1/2",
            "task 1/3: stage 2, 2/2",
            "task 1/3: collect, stage 3",
            "task 1/3: stage 3, 1/2",
            "task 1/3: stage 3, 2/2",
            "task 1/3: next task");
    for (int task = 2; task <= 3; task++) {
      int from = FIRST_TASK + (task - 2) * LATER_TASK;
      String prefix = "task " + task + "/3: ";
      assertThat(phases.subList(from, from + LATER_TASK))
          .containsExactly(
              prefix + "fresh policy",
              prefix + "zero-shot 1/2",
              prefix + "zero-shot 2/2",
              prefix + "task gradient",
              prefix + "collect, stage 1",
              prefix + "stage 1, 1/2",
              prefix + "stage 1, 2/2",
              prefix + "collect, stage 2",
              prefix + "stage 2, 1/2",
              prefix + "stage 2, 2/2",
              prefix + "next task");
    }
    assertThat(phases).hasSize(UPDATES);
  }

  private static final Set<String> ALWAYS =
      Set.of(
          "task/index",
          "task/psi_0",
          "task/psi_1",
          "rollout/real_samples",
          "rollout/gradient_samples",
          "rollout/monitor_samples");
  private static final List<String> TRAINING =
      List.of(
          "model/loss",
          "model/validation_loss",
          "virtual/ep_rew_mean",
          "virtual/ep_len_mean",
          "train/value_loss",
          "train/approx_kl",
          "train/entropy",
          "train/line_search_accepted");
  private static final List<String> IMPLICIT =
      List.of(
          "task/policy_gradient_norm",
          "task/hessian_gradient_norm",
          "task/mixed_norm_0",
          "task/mixed_norm_1",
          "task/solution_norm",
          "task/cg_residual",
          "task/cg_iterations",
          "task/implicit_norm");
  private static final List<String> ASCENT =
      List.of(
          "task/gradient_0",
          "task/gradient_1",
          "task/direct_at_optimum_0",
          "task/direct_at_optimum_1",
          "task/direct_at_zero_shot_0",
          "task/direct_at_zero_shot_1",
          "task/implicit_0",
          "task/implicit_1",
          "task/gradient_norm");

  @ParameterizedTest
  @EnumSource(Selection.class)
  void everyPhaseReportsWhatItMeasured(Selection selection) {
    boolean adversarial = selection == Selection.ADVERSARIAL;
    try (AdMrl learner = learner(selection)) {
      while (!learner.finished()) {
        boolean first = learner.phase().startsWith("task 1/");
        String phase = learner.phase().replaceFirst("task ./.: ", "");
        List<String> expected = new ArrayList<>(ALWAYS);
        if (phase.startsWith("stage") || phase.startsWith("zero-shot")) {
          expected.addAll(TRAINING);
        } else if (phase.startsWith("collect")) {
          expected.addAll(List.of("rollout/ep_rew_mean", "rollout/ep_len_mean"));
        } else if (phase.equals("fresh policy")) {
          expected.add("meta/untrained_return");
        } else if (phase.equals("task gradient")) {
          expected.add("meta/zero_shot_return");
          expected.addAll(adversarial ? IMPLICIT : List.of());
        } else {
          assertThat(phase).isEqualTo("next task");
          expected.add("meta/adapted_return");
          expected.addAll(adversarial && !first ? ASCENT : List.of());
        }

        Metrics metrics = learner.iterate();

        assertThat(metrics.values().keySet())
            .as(phase)
            .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(metrics.values().values()).as(phase).allMatch(Double::isFinite);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Selection.class)
  void countsStepsAndSamples(Selection selection) {
    // 1 + 2 + 2 rollouts of 4 episodes of 20 steps; of all but the first AdMRL makes a gradient.
    double gradient = selection == Selection.ADVERSARIAL ? 320 : 0;
    try (AdMrl learner = learner(selection)) {
      for (long step = 1; !learner.finished(); step++) {
        Metrics metrics = learner.iterate();
        assertThat(metrics.step()).isEqualTo(step);
        if (learner.finished()) {
          // 3 + 2 + 2 collections of 80; 3 fresh policies, each with 3 episodes of 20 steps.
          assertThat(metrics.values())
              .containsEntry("rollout/real_samples", 560.0)
              .containsEntry("rollout/gradient_samples", gradient)
              .containsEntry("rollout/monitor_samples", 400 - gradient + 3 * 60)
              .containsEntry("task/index", 2.0);
        }
      }
    }
  }

  @Test
  void progressGrowsFromZeroToOne() {
    try (AdMrl learner = learner(Selection.ADVERSARIAL)) {
      assertThat(learner.progress()).isZero();
      double last = 0;
      int growths = 0;
      while (!learner.finished()) {
        learner.iterate();
        assertThat(learner.progress()).isBetween(last, 1.0);
        growths += learner.progress() > last ? 1 : 0;
        last = learner.progress();
      }
      assertThat(last).isEqualTo(1);
      // Each of the 6 + 2 · 6 iterations of virtual training counts.
      assertThat(growths).isEqualTo(18);
    }
  }

  /** Nothing improves by so much, so that each phase ends with its second iteration. */
  private static final PlateauConfig IMPATIENT = new PlateauConfig(1, 3, 1e9);

  @Test
  void aPlateauEndsEveryPhaseOfVirtualTraining() {
    try (AdMrl learner = learner(TinyAdMrl.fast(IMPATIENT), FAMILY, Workers.SERIAL)) {
      List<String> phases = new ArrayList<>();
      double progress = 0;
      long iterations = 0;
      while (!learner.finished()) {
        String phase = learner.phase();
        phases.add(phase);
        Map<String, Double> metrics = learner.iterate().values();
        boolean trains = phase.endsWith("/4");
        iterations += trains ? 1 : 0;
        assertThat(metrics.containsKey("meta/plateau_return")).isEqualTo(trains);
        // 3 episodes of 20 steps.
        assertThat(metrics).containsEntry("rollout/plateau_samples", 60.0 * iterations);
        assertThat(learner.progress()).isBetween(progress, 1.0);
        assertThat(learner.progress() > progress).as(phase).isEqualTo(trains);
        progress = learner.progress();
        if (learner.finished()) {
          assertThat(metrics)
              .containsEntry("rollout/real_samples", 560.0)
              .containsEntry("rollout/gradient_samples", 320.0);
        }
      }
      assertThat(progress).isEqualTo(1);
      assertThat(phases).hasSize(PLATEAU_OTHERS + 9 * 2);
      assertThat(phases.subList(10, 23))
          .containsExactly(
              "task 1/3: next task",
              "task 2/3: fresh policy",
              "task 2/3: zero-shot 1/4",
              "task 2/3: zero-shot 2/4",
              "task 2/3: task gradient",
              "task 2/3: collect, stage 1",
              "task 2/3: stage 1, 1/4",
              "task 2/3: stage 1, 2/4",
              "task 2/3: collect, stage 2",
              "task 2/3: stage 2, 1/4",
              "task 2/3: stage 2, 2/4",
              "task 2/3: next task",
              "task 3/3: fresh policy");
    }
  }

  @Test
  void withoutPatienceNothingIsMeasured() {
    AdMrlConfig off = TinyAdMrl.fast(new PlateauConfig(0, 3, 1e9));
    AdMrlConfig defaults = TinyAdMrl.fast(PlateauConfig.defaults());
    try (AdMrl one = learner(off, FAMILY, Workers.SERIAL);
        AdMrl other = learner(defaults, FAMILY, Workers.SERIAL)) {
      List<Map<String, Double>> metrics = finish(one);

      assertThat(metrics).hasSize(PLATEAU_OTHERS + 9 * 4).isEqualTo(finish(other));
      assertThat(metrics)
          .noneMatch(m -> m.keySet().stream().anyMatch(tag -> tag.contains("plateau")));
      assertSame(bytes(one, "off"), bytes(other, "defaults"));
    }
  }

  @Test
  void theFirstTaskIsGivenTheSecondRandomTheThirdUphill() {
    try (AdMrl learner = learner(Selection.ADVERSARIAL)) {
      List<Map<String, Double>> metrics = finish(learner);

      assertThat(task(metrics.getFirst())).containsExactly(new double[] {0.3, 0.3}, within(1e-12));
      double[] random = task(metrics.get(FIRST_TASK));
      assertThat(random).isNotEqualTo(task(metrics.getFirst()));
      Map<String, Double> last = metrics.get(FIRST_TASK + LATER_TASK - 1);
      for (int i = 0; i < 2; i++) {
        double gradient = last.get("task/gradient_" + i);
        assertThat(gradient)
            .isEqualTo(
                last.get("task/direct_at_optimum_" + i)
                    - (last.get("task/implicit_" + i) + last.get("task/direct_at_zero_shot_" + i)));
        // α = 2, and Ψ's half width is 1.
        assertThat(task(metrics.getLast())[i])
            .isCloseTo(Math.clamp(random[i] + 2 * gradient, -1, 1), within(1e-12));
      }
      assertThat(task(metrics.getLast())).isNotEqualTo(random);
    }
  }

  @Test
  void theRatioIsClimbedWhereItIsTheObjective() {
    AdMrlConfig tiny = TinyAdMrl.fast(Selection.ADVERSARIAL);
    var ratio = TinyAdMrl.with(TaskGradientConfig.Objective.RATIO, tiny.gradient());
    try (AdMrl learner = learner(TinyAdMrl.with(ratio, tiny), POSITIVE, Workers.SERIAL);
        AdMrl other = learner(tiny, POSITIVE, Workers.SERIAL)) {
      Map<String, Double> last = finish(learner).get(FIRST_TASK + LATER_TASK - 1);
      Map<String, Double> difference = finish(other).get(FIRST_TASK + LATER_TASK - 1);

      // Equal up to here: the same terms, of which another gradient is made with the same 1/D.
      double[] inverse = new double[2];
      for (int i = 0; i < 2; i++) {
        for (String term : List.of("task/direct_at_optimum_", "task/implicit_")) {
          assertThat(last.get(term + i)).isEqualTo(difference.get(term + i));
        }
        double scaled =
            last.get("task/direct_at_optimum_" + i)
                - last.get("task/ratio")
                    * (last.get("task/implicit_" + i) + last.get("task/direct_at_zero_shot_" + i));
        inverse[i] = last.get("task/gradient_" + i) / scaled;
      }
      // Discounted per time step: 20 steps of less than 5 each, of which the first counts most.
      assertThat(1 / inverse[0]).isBetween(0.5, 5.0).isCloseTo(1 / inverse[1], within(1e-9));
      assertThat(last.get("task/ratio")).isBetween(0.5, 2.0);
      assertThat(difference).doesNotContainKey("task/ratio");
    }
  }

  @ParameterizedTest
  @EnumSource(Selection.class)
  void visitedTasksAreRecordedAndInTheFamily(Selection selection) {
    // On its upper bounds rounding is unkind.
    var family = new PointMassFamily(Box.cube(2, -0.1, 0.3), 9);
    AdMrlConfig tiny = TinyAdMrl.fast(selection);
    var config =
        new AdMrlConfig(
            12, 1, 1, 1, 1, 20, 1, selection, 5, 0, tiny.plateau(), tiny.gradient(), tiny.slbo());
    try (AdMrl learner = learner(config, family, Workers.SERIAL)) {
      List<double[]> tasks = new ArrayList<>();
      while (!learner.finished()) {
        boolean begins = learner.phase().endsWith("fresh policy");
        Metrics metrics = learner.iterate();
        if (begins) {
          tasks.add(task(metrics.values()));
        }
      }
      Checkpoint checkpoint = new Checkpoint();
      learner.save(checkpoint);

      List<double[]> visited = AdMrl.visitedTasks(checkpoint, family);

      assertThat(visited).hasSize(12).allMatch(family.parameters()::contains);
      for (int i = 0; i < 12; i++) {
        assertThat(visited.get(i)).containsExactly(tasks.get(i));
      }
      assertThat(tasks.getFirst()).containsExactly(0.3, 0.3);
      if (selection == Selection.GAUSSIAN) {
        assertThat(tasks.subList(1, 12)).anyMatch(task -> task[0] == 0.3 || task[1] == 0.3);
      }
      if (selection == Selection.UNIFORM) {
        assertThat(tasks.subList(1, 12))
            .allMatch(task -> Math.abs(task[0] - 0.1) < 0.2 && Math.abs(task[1] - 0.1) < 0.2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Selection.class)
  void resultsDoNotDependOnTheNumberOfWorkers(Selection selection) {
    try (AdMrl alone = learner(selection)) {
      List<Map<String, Double>> expected = finish(alone);
      for (int count = 2; count <= 3; count++) {
        try (Workers workers = new Workers(count);
            AdMrl learner = learner(TinyAdMrl.fast(selection), FAMILY, workers)) {
          assertThat(finish(learner)).isEqualTo(expected);
          assertSame(bytes(learner, "workers-" + count), bytes(alone, "alone-" + count));
        }
      }
    }
  }

  @Test
  void anotherSeedGivesAnotherRun() {
    AdMrlConfig config = TinyAdMrl.fast(Selection.ADVERSARIAL);
    try (AdMrl one = learner(Selection.ADVERSARIAL);
        AdMrl other = new AdMrl(config, FAMILY, new RandomStreams(8), Workers.SERIAL)) {
      assertThat(finish(one)).isNotEqualTo(finish(other));
    }
  }

  @Test
  void goesOnBitForBitFromEveryUpdate() {
    assertThat(goesOnBitForBitFromEveryUpdate(TinyAdMrl.fast(Selection.ADVERSARIAL), FAMILY))
        .isEqualTo(UPDATES);
  }

  @Test
  void goesOnBitForBitFromEveryUpdateWhereAPlateauEndsPhases() {
    int updates =
        goesOnBitForBitFromEveryUpdate(TinyAdMrl.fast(new PlateauConfig(2, 3, 0)), FAMILY);

    // Of 9 phases of 4 iterations some ended after 3, as early as patience allows, and some did
    // not.
    assertThat(updates).isBetween(PLATEAU_OTHERS + 9 * 3 + 1, PLATEAU_OTHERS + 9 * 4 - 1);
  }

  @Test
  void goesOnBitForBitFromEveryUpdateWithTheRatio() {
    AdMrlConfig tiny = TinyAdMrl.fast(Selection.ADVERSARIAL);
    var ratio = TinyAdMrl.with(TaskGradientConfig.Objective.RATIO, tiny.gradient());

    assertThat(goesOnBitForBitFromEveryUpdate(TinyAdMrl.with(ratio, tiny), POSITIVE))
        .isEqualTo(UPDATES);
  }

  /**
   * Stops after every update in turn and goes on in a new learner, from the disk.
   *
   * @return how many updates there are
   */
  private int goesOnBitForBitFromEveryUpdate(AdMrlConfig config, TaskFamily family) {
    CheckpointStore store = new CheckpointStore(temporary.resolve("stops"), 1000);
    List<Map<String, Double>> expected = new ArrayList<>();
    List<byte[]> end;
    try (AdMrl learner = learner(config, family, Workers.SERIAL)) {
      store.save(0, state(learner));
      while (!learner.finished()) {
        expected.add(learner.iterate().values());
        store.save(expected.size(), state(learner));
      }
      end = bytes(learner, "end");
    }
    for (int k = expected.size(); k >= 0; k--) {
      try (AdMrl resumed = learner(config, family, Workers.SERIAL)) {
        CheckpointStore.Stored stored = store.latest().orElseThrow();
        assertThat(stored.step()).isEqualTo(k);
        resumed.restore(stored.checkpoint());

        assertThat(finish(resumed))
            .as("after %d", k)
            .isEqualTo(expected.subList(k, expected.size()));
        assertSame(bytes(resumed, "resumed-" + k), end);
        deleteLatest(stored.folder());
      }
    }
    return expected.size();
  }

  private static Checkpoint state(AdMrl learner) {
    Checkpoint checkpoint = new Checkpoint();
    learner.save(checkpoint);
    return checkpoint;
  }

  private static void deleteLatest(Path folder) {
    try {
      Files.delete(folder.resolve("weights.safetensors"));
      Files.delete(folder.resolve("state.json"));
      Files.delete(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The first checkpoints have none of what only the ratio needs. */
  @Test
  void goesOnFromACheckpointWithoutTheReturnAtZeroShot() {
    try (AdMrl learner = learner(Selection.ADVERSARIAL);
        AdMrl resumed = learner(Selection.ADVERSARIAL)) {
      for (int i = 0; i < FIRST_TASK + 6; i++) {
        learner.iterate();
      }
      Checkpoint old = new Checkpoint();
      Checkpoint current = state(learner);
      current
          .tensors()
          .forEach((name, tensor) -> {
            if (!name.equals("return-at-zero-shot")) {
              switch (tensor) {
                case Checkpoint.Floats(float[] values, int[] shape) -> old.put(name, values, shape);
                case Checkpoint.Doubles(double[] values, int[] shape) ->
                    old.put(name, values, shape);
                case Checkpoint.Bytes(byte[] values, int[] _) -> old.put(name, values);
              }
            }
          });
      current
          .scalars()
          .forEach((name, value) -> {
            switch (value) {
              case Number number -> old.put(name, number.longValue());
              case String text -> old.put(name, text);
              default -> throw new AssertionError(name);
            }
          });
      assertThat(old.tensors()).hasSize(current.tensors().size() - 1);

      resumed.restore(old);

      assertThat(finish(resumed)).isEqualTo(finish(learner));
    }
  }

  /** As after a failed attempt: what a learner did before it is restored leaves no trace. */
  @Test
  void aLearnerThatWentElsewhereCanBeRestored() {
    try (AdMrl learner = learner(Selection.ADVERSARIAL);
        AdMrl elsewhere = learner(Selection.ADVERSARIAL)) {
      for (int i = 0; i < FIRST_TASK + 6; i++) {
        learner.iterate();
      }
      finish(elsewhere);

      elsewhere.restore(state(learner));

      assertThat(finish(elsewhere)).isEqualTo(finish(learner));
      assertSame(bytes(elsewhere, "elsewhere"), bytes(learner, "learner"));
    }
  }

  @Test
  void anUnknownPhaseIsRefused() {
    try (AdMrl learner = learner(Selection.UNIFORM)) {
      Checkpoint checkpoint = state(learner);
      checkpoint.scope("phase").put("name", "sleep");

      assertThatThrownBy(() -> learner.restore(checkpoint))
          .hasMessage("the checkpoint names an unknown phase: sleep");
    }
  }

  @Test
  @Tag("learning")
  void learnsAModelThatServesNewTasks() {
    try (Workers workers = new Workers(2);
        AdMrl learner = learner(TinyAdMrl.learning(), FAMILY, workers)) {
      List<Map<String, Double>> metrics = finish(learner);

      List<Double> losses = values(metrics, "model/loss");
      assertThat(losses.getLast()).isLessThan(losses.getFirst() / 10);
      List<Double> validation = values(metrics, "model/validation_loss");
      assertThat(validation.getLast()).isLessThan(0.1).isLessThan(validation.getFirst() / 2);
      List<Double> untrained = values(metrics, "meta/untrained_return");
      List<Double> zeroShot = values(metrics, "meta/zero_shot_return");
      List<double[]> tasks =
          metrics.stream()
              .filter(m -> m.containsKey("meta/zero_shot_return"))
              .map(AdMrlTest::task)
              .toList();
      assertThat(zeroShot).hasSize(2);
      for (int i = 0; i < 2; i++) {
        double[] task = tasks.get(i);
        double optimum = new PointMassFamily().optimalReturn(task);
        assertThat(zeroShot.get(i)).isGreaterThan(untrained.get(i + 1) + 8);
        assertThat(zeroShot.get(i)).isBetween(optimum - 4, optimum + 1);
      }
    }
  }

  private static List<Double> values(List<Map<String, Double>> metrics, String tag) {
    return metrics.stream().filter(m -> m.containsKey(tag)).map(m -> m.get(tag)).toList();
  }
}
