package dev.admiral.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.attack.Pgd;
import dev.admiral.attack.PgdConfig;
import dev.admiral.attack.PolicyObjective;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.defense.Atpa;
import dev.admiral.defense.DataAugmentation;
import dev.admiral.defense.Defense;
import dev.admiral.defense.Stagewise;
import dev.admiral.env.CartPole;
import dev.admiral.env.Environment;
import dev.admiral.env.NormalizedVectorEnvironment;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.env.RewardScale;
import dev.admiral.env.StepBatch;
import dev.admiral.env.StepResult;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.learner.Metrics;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.nn.ConvolutionalNetwork.Image;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.SeparateActorCritic;
import dev.admiral.policy.SharedActorCritic;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import dev.admiral.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PpoTest {

  private static PpoConfig config(int environments, int horizon, long steps) {
    return new PpoConfig(
        environments,
        horizon,
        4,
        64,
        0.99,
        0.95,
        0.2,
        false,
        3e-3,
        true,
        false,
        0.5,
        0.01,
        true,
        0.5,
        1e-5,
        steps);
  }

  private static VectorEnvironment pool(
      Supplier<Environment> one, int size, RandomStreams streams, Workers workers) {
    List<Environment> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      members.add(one.get());
    }
    return new PooledVectorEnvironment(members, streams, "ppo/environment", workers);
  }

  private static ActorCritic separate(VectorEnvironment environment, Distribution distribution) {
    int size = environment.observationSpace().size();
    return new SeparateActorCritic(
        new Mlp(size, List.of(32), distribution.outputSize(), Activation.TANH),
        new Mlp(size, List.of(32), 1, Activation.TANH),
        distribution,
        ConstantScale.identity(size));
  }

  // ---- learning -----------------------------------------------------------------------------

  @Tag("learning")
  @Test
  void learnsToNameWhatItSees() {
    RandomStreams streams = new RandomStreams(1);
    VectorEnvironment environment = pool(Naming::new, 8, streams, Workers.SERIAL);
    ActorCritic model =
        new SharedActorCritic(
            new Mlp(3, List.of(32), 4, Activation.TANH),
            new Categorical(3),
            ConstantScale.identity(3));
    try (Ppo ppo =
        new Ppo(
            config(8, 32, 10_000), environment, model, Optional.empty(), streams, Workers.SERIAL)) {
      train(ppo);
      Matrix all = Matrix.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3);
      Matrix actions = Matrix.zeros(3, 1);
      Matrix outputs = model.policy().pass(3, Workers.SERIAL).forward(ppo.parameters(), all);
      model.policy().distribution().mode(outputs, ppo.parameters(), 0, actions);
      assertThat(actions.values()).containsExactly(0, 1, 2);
    }
  }

  @Tag("learning")
  @Test
  void findsTheBestOfAContinuum() {
    RandomStreams streams = new RandomStreams(1);
    VectorEnvironment environment = pool(Aiming::new, 8, streams, Workers.SERIAL);
    ActorCritic model = separate(environment, new DiagonalGaussian(1));
    try (Ppo ppo =
        new Ppo(
            config(8, 32, 40_000), environment, model, Optional.empty(), streams, Workers.SERIAL)) {
      train(ppo);
      Matrix outputs =
          model.policy().pass(1, Workers.SERIAL).forward(ppo.parameters(), Matrix.zeros(1, 1));
      assertThat((double) outputs.get(0, 0)).isCloseTo(0.7, Offset.offset(0.05));
    }
  }

  @Tag("learning")
  @Test
  void balancesAPole() {
    RandomStreams streams = new RandomStreams(1);
    VectorEnvironment environment = pool(CartPole::new, 8, streams, Workers.SERIAL);
    ActorCritic model = separate(environment, new Categorical(2));
    try (Ppo ppo =
        new Ppo(
            config(8, 64, 120_000),
            environment,
            model,
            Optional.empty(),
            streams,
            Workers.SERIAL)) {
      Metrics last = train(ppo);
      assertThat(last.values().get("rollout/ep_rew_mean")).isGreaterThan(400);
    }
  }

  @Tag("learning")
  @Test
  void learnsFromPictures() {
    RandomStreams streams = new RandomStreams(1);
    VectorEnvironment environment = pool(Looking::new, 8, streams, Workers.SERIAL);
    ActorCritic model =
        new SharedActorCritic(
            ConvolutionalNetwork.nature(new Image(Looking.SIDE, Looking.SIDE, 2), 5),
            new Categorical(4),
            ConstantScale.ofPixels(Looking.SIDE * Looking.SIDE * 2));
    PpoConfig atari =
        new PpoConfig(
            8, 64, 4, 128, 0.99, 0.95, 0.1, true, 2.5e-4, true, true, 0.5, 0.01, true, 0.5, 1e-5,
            20_000);
    try (Ppo ppo = new Ppo(atari, environment, model, Optional.empty(), streams, Workers.SERIAL)) {
      Metrics last = train(ppo);
      assertThat(last.values().get("rollout/ep_rew_mean")).isGreaterThan(0.9 * Looking.STEPS);
    }
  }

  /// Pictures are kept as bytes, which changes nothing.
  @Test
  void bytesAndNumbersGiveTheSameBits() {
    float[] numbers = trainedOnPictures(false, Workers.SERIAL);
    assertThat(trainedOnPictures(true, Workers.SERIAL)).isEqualTo(numbers);
    try (Workers three = new Workers(3)) {
      assertThat(trainedOnPictures(true, three)).isEqualTo(numbers);
    }
  }

  private static float[] trainedOnPictures(boolean bytes, Workers workers) {
    RandomStreams streams = new RandomStreams(1);
    VectorEnvironment pictures = pool(Looking::new, 4, streams, workers);
    ActorCritic model =
        new SharedActorCritic(
            ConvolutionalNetwork.nature(new Image(Looking.SIDE, Looking.SIDE, 2), 5),
            new Categorical(4),
            ConstantScale.ofPixels(Looking.SIDE * Looking.SIDE * 2));
    PpoConfig config =
        new PpoConfig(
            4, 16, 2, 32, 0.99, 0.95, 0.1, true, 1e-3, true, true, 0.5, 0.01, true, 0.5, 1e-5, 192);
    VectorEnvironment environment = bytes ? new Bytes(pictures) : pictures;
    try (Ppo ppo = new Ppo(config, environment, model, Optional.empty(), streams, workers)) {
      train(ppo);
      return ppo.parameters().clone();
    }
  }

  /// The same environments, which say that what they observe are bytes.
  private record Bytes(VectorEnvironment environment) implements VectorEnvironment {
    @Override
    public boolean observesBytes() {
      return true;
    }

    @Override
    public int size() {
      return environment.size();
    }

    @Override
    public Box observationSpace() {
      return environment.observationSpace();
    }

    @Override
    public Space actionSpace() {
      return environment.actionSpace();
    }

    @Override
    public StepBatch reset() {
      return environment.reset();
    }

    @Override
    public StepBatch step(Matrix actions) {
      return environment.step(actions);
    }

    @Override
    public List<VectorEnvironment> split(int parts) {
      return environment.split(parts);
    }
  }

  private static Metrics train(Ppo ppo) {
    Metrics last = ppo.iterate();
    while (!ppo.finished()) {
      last = ppo.iterate();
    }
    return last;
  }

  // ---- determinism --------------------------------------------------------------------------

  static Stream<Optional<Defense>> defenses() {
    return Stream.of(
        Optional.empty(),
        Optional.of(new Atpa()),
        Optional.of(new Atpa(0.25, 0.75)),
        Optional.of(new Stagewise(0.5, 0.7)),
        Optional.of(new DataAugmentation(0.5, false)));
  }

  /// A learner on the cart-pole with normalised observations and everything that can be on.
  private static Ppo learner(Optional<Defense> defense, Workers workers) {
    return learner(defense, 2, 50, workers);
  }

  private static Ppo learner(
      Optional<Defense> defense, int epochs, int minibatchSize, Workers workers) {
    RandomStreams streams = new RandomStreams(7);
    VectorEnvironment environment =
        new NormalizedVectorEnvironment(
            pool(CartPole::new, 5, streams, workers),
            new RunningNormalizer(4),
            Optional.of(new RewardScale(5, 0.99)),
            true);
    Box box = environment.observationSpace();
    DoubleFunction<ObservationAttack> attack =
        strength ->
            new Pgd(
                new PolicyObjective.CrossEntropy(),
                new PgdConfig(3, 0.05, true, 1, false),
                new PerturbationSet(Norm.MAXIMUM, 0.1 * strength, box));
    PpoConfig config =
        new PpoConfig(
            5,
            40,
            epochs,
            minibatchSize,
            0.99,
            0.95,
            0.2,
            true,
            3e-3,
            true,
            true,
            0.5,
            0.01,
            true,
            0.5,
            1e-5,
            1200);
    return new Ppo(
        config,
        environment,
        separate(environment, new Categorical(2)),
        defense.map(when -> new AdversarialTraining(when, attack)),
        streams,
        workers);
  }

  private record Trace(float[] parameters, List<Map<String, Double>> metrics) {}

  private static Trace trace(Ppo ppo) {
    List<Map<String, Double>> metrics = new ArrayList<>();
    while (!ppo.finished()) {
      Map<String, Double> values = new TreeMap<>(ppo.iterate().values());
      values.keySet().removeIf(tag -> tag.startsWith("time/"));
      metrics.add(values);
    }
    return new Trace(ppo.parameters().clone(), metrics);
  }

  @ParameterizedTest
  @MethodSource("defenses")
  void theNumberOfWorkersDoesNotShow(Optional<Defense> defense) {
    Trace expected = trace(learner(defense, Workers.SERIAL));
    try (Workers three = new Workers(3)) {
      Trace shared = trace(learner(defense, three));
      assertThat(shared.parameters()).isEqualTo(expected.parameters());
      assertThat(shared.metrics()).isEqualTo(expected.metrics());
    }
  }

  @ParameterizedTest
  @MethodSource("defenses")
  void goesOnFromACheckpoint(Optional<Defense> defense) {
    Trace expected = trace(learner(defense, Workers.SERIAL));
    for (int stopped = 0; stopped < 6; stopped += 2) {
      Ppo first = learner(defense, Workers.SERIAL);
      for (int i = 0; i < stopped; i++) {
        first.iterate();
      }
      Checkpoint checkpoint = new Checkpoint();
      first.save(checkpoint);
      Ppo second = learner(defense, Workers.SERIAL);
      second.restore(checkpoint);
      Trace resumed = trace(second);
      assertThat(resumed.parameters()).isEqualTo(expected.parameters());
      assertThat(resumed.metrics()).isEqualTo(expected.metrics().subList(stopped, 6));
    }
  }

  /// The ratio's two policies are at the same x̃: before the first step of the gradient they are one.
  @ParameterizedTest
  @MethodSource("defenses")
  void theRatioIsOneBeforeTheFirstStep(Optional<Defense> defense) {
    for (Map<String, Double> update : trace(learner(defense, 1, 200, Workers.SERIAL)).metrics()) {
      assertThat(update.get("train/approx_kl")).isCloseTo(0, Offset.offset(1e-10));
      assertThat(update).containsEntry("train/clip_fraction", 0.0);
    }
  }

  /// β falls from 1 in proportion to the updates that were done, of six here.
  @Test
  void theClipAndTheLearningRateAreAnnealed() {
    List<Map<String, Double>> metrics = trace(learner(Optional.empty(), Workers.SERIAL)).metrics();
    assertThat(metrics).hasSize(6);
    for (int done = 0; done < 6; done++) {
      double beta = (6.0 - done) / 6;
      assertThat(metrics.get(done).get("train/clip_range"))
          .isCloseTo(0.2 * beta, Offset.offset(1e-12));
      assertThat(metrics.get(done).get("train/learning_rate"))
          .isCloseTo(3e-3 * beta, Offset.offset(1e-12));
    }
  }

  @Test
  void attacksWhenTheDefenseSays() {
    List<Map<String, Double>> metrics =
        trace(learner(Optional.of(new Stagewise(0.5, 1)), Workers.SERIAL)).metrics();
    for (int i = 0; i < 6; i++) {
      assertThat(metrics.get(i)).containsEntry("attack/frequency", i < 3 ? 0.0 : 1.0);
      if (i < 3) {
        assertThat(metrics.get(i)).containsEntry("attack/largest_change", 0.0);
      } else {
        assertThat(metrics.get(i).get("attack/largest_change")).isCloseTo(0.1, Offset.offset(1e-5));
      }
    }
  }

  /// Of six updates the first two are clean; in the last two the ball is whole.
  @Test
  void theAttackGrowsAsTheDefenseSays() {
    List<Map<String, Double>> metrics =
        trace(learner(Optional.of(new Atpa(0.25, 0.65)), Workers.SERIAL)).metrics();
    for (int done = 0; done < 6; done++) {
      double radius = 0.1 * Math.clamp((done / 6.0 - 0.25) / 0.4, 0, 1);
      assertThat(metrics.get(done)).containsEntry("attack/frequency", done < 2 ? 0.0 : 1.0);
      assertThat(metrics.get(done).get("attack/largest_change"))
          .isCloseTo(radius, Offset.offset(1e-5));
    }
  }

  /// Observes one of three things, and is paid for saying which.
  private static final class Naming implements Environment {
    private final StepResult result = new StepResult(3, 0);
    private final double[] next = new double[40];
    private int steps;

    @Override
    public Box observationSpace() {
      return Box.cube(3, 0, 1);
    }

    @Override
    public Space actionSpace() {
      return new Discrete(3);
    }

    @Override
    public StepResult reset(RandomStream random) {
      for (int i = 0; i < next.length; i++) {
        next[i] = random.nextInt(3);
      }
      steps = 0;
      return show(0);
    }

    private StepResult show(double reward) {
      for (int i = 0; i < 3; i++) {
        result.observation()[i] = next[steps] == i ? 1 : 0;
      }
      return result.with(reward, false, steps == next.length - 1);
    }

    @Override
    public StepResult step(double[] action) {
      double reward = action[0] == next[steps] ? 1 : 0;
      steps++;
      return show(reward);
    }
  }

  /// Is shown a bright square in one of four quarters of a picture, and is paid for saying which.
  private static final class Looking implements Environment {
    static final int SIDE = 36;
    static final int STEPS = 20;

    private final StepResult result = new StepResult(SIDE * SIDE * 2, 0);
    private final int[] quarters = new int[STEPS + 1];
    private int steps;

    @Override
    public Box observationSpace() {
      return Box.cube(SIDE * SIDE * 2, 0, 255);
    }

    @Override
    public Space actionSpace() {
      return new Discrete(4);
    }

    @Override
    public StepResult reset(RandomStream random) {
      for (int i = 0; i < quarters.length; i++) {
        quarters[i] = random.nextInt(4);
      }
      steps = 0;
      return show(0);
    }

    private StepResult show(double reward) {
      int top = quarters[steps] / 2 * (SIDE / 2);
      int left = quarters[steps] % 2 * (SIDE / 2);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          boolean inside = y >= top + 4 && y < top + 12 && x >= left + 4 && x < left + 12;
          result.observation()[(y * SIDE + x) * 2] = inside ? 200 : 40;
          result.observation()[(y * SIDE + x) * 2 + 1] = 100;
        }
      }
      return result.with(reward, false, steps == STEPS);
    }

    @Override
    public StepResult step(double[] action) {
      double reward = action[0] == quarters[steps] ? 1 : 0;
      steps++;
      return show(reward);
    }
  }

  /// Sees nothing, and is paid −(a − 0.7)².
  private static final class Aiming implements Environment {
    private final StepResult result = new StepResult(1, 0);

    @Override
    public Box observationSpace() {
      return Box.cube(1, 0, 1);
    }

    @Override
    public Space actionSpace() {
      return Box.cube(1, -2, 2);
    }

    @Override
    public StepResult reset(RandomStream random) {
      return result.with(0, false, false);
    }

    @Override
    public StepResult step(double[] action) {
      return result.with(-(action[0] - 0.7) * (action[0] - 0.7), true, false);
    }
  }
}
