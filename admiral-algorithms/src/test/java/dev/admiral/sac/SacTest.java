package dev.admiral.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.Checkpoint.Bytes;
import dev.admiral.checkpoint.Checkpoint.Doubles;
import dev.admiral.checkpoint.Checkpoint.Floats;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.learner.Metrics;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.TaskEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SacTest {

  private static SacConfig config(long steps, int environments, Optional<Double> temperature) {
    return config(steps, environments, temperature, 1e-3);
  }

  private static SacConfig config(
      long steps, int environments, Optional<Double> temperature, double criticLearningRate) {
    return new SacConfig(
        steps,
        environments,
        200 * environments,
        200,
        10_000,
        64,
        List.of(32, 32),
        0.98,
        0.01,
        1e-3,
        criticLearningRate,
        temperature,
        -1);
  }

  private static Sac learner(
      SacConfig config, Supplier<Environment> environment, long seed, Workers workers) {
    RandomStreams streams = new RandomStreams(seed);
    VectorEnvironment environments =
        new PooledVectorEnvironment(
            Stream.generate(environment).limit(config.environments()).toList(),
            streams,
            "environment",
            workers);
    return new Sac(config, environments, streams, workers);
  }

  private static Policy policy(SacConfig config) {
    return Sac.policy(config, 1, 1);
  }

  /// The mean and standard deviation of the actions where {@code observed} is seen.
  private static double[] moments(SacConfig config, Sac learner, double observed) {
    int samples = 20_000;
    Matrix observations = Matrix.zeros(samples, 1);
    observations.fill((float) observed);
    Matrix actions = Matrix.zeros(samples, 1);
    RandomStream[] random = new RandomStream[samples];
    Arrays.fill(random, RandomStream.of(6));
    Policy policy = policy(config);
    policy
        .distribution()
        .sample(
            policy.pass(samples, Workers.SERIAL).forward(learner.parameters(), observations),
            learner.parameters(),
            policy.freeOffset(),
            random,
            actions);
    double mean = 0;
    double square = 0;
    for (float action : actions.values()) {
      mean += action / samples;
      square += (double) action * action / samples;
    }
    return new double[] {mean, Math.sqrt(square - mean * mean)};
  }

  /// With α fixed, the optimum is known as a distribution: not the mean alone, also how far it spreads.
  @Test
  void findsTheSoftOptimumOfABandit() {
    double alpha = 0.02;
    SacConfig config = config(6000, 1, Optional.of(alpha));
    try (Sac learner = learner(config, QuadraticBandit::new, 1, Workers.SERIAL)) {
      while (!learner.finished()) {
        learner.iterate();
      }
      for (double observed : new double[] {-0.8, 0, 0.6}) {
        double[] moments = moments(config, learner, observed);
        assertThat(moments[0]).isCloseTo(observed / 2, within(0.04));
        assertThat(moments[1]).isCloseTo(Math.sqrt(alpha / 2), within(0.02));
      }
    }
  }

  /// The policy's entropy comes to the target, −1 for one coordinate.
  @Test
  void theTemperatureKeepsTheEntropy() {
    SacConfig config = config(6000, 1, Optional.empty(), 5e-3);
    try (Sac learner = learner(config, QuadraticBandit::new, 1, Workers.SERIAL)) {
      Metrics last = learner.iterate();
      while (!learner.finished()) {
        last = learner.iterate();
      }
      assertThat(last.values().get("train/entropy")).isCloseTo(-1, within(0.1));
      assertThat(last.values().get("train/ent_coef")).isBetween(1e-3, 0.1);
    }
  }

  /// Nothing lies beyond what the task ended; beyond a time limit everything goes on: 1/(1 − γ) = 50 in the end,
  /// and at most 5 if it did not.
  @ParameterizedTest
  @CsvSource({"true, 1, 1", "false, 5, 20"})
  void onlyTheTasksOwnEndIsAnEnd(boolean terminates, int horizon, double least) {
    SacConfig config = config(4000, 1, Optional.of(1e-6));
    try (Sac learner =
        learner(config, () -> new ConstantReward(horizon, terminates), 1, Workers.SERIAL)) {
      Metrics last = learner.iterate();
      while (!learner.finished()) {
        last = learner.iterate();
      }
      double value = last.values().get("train/q_mean");
      if (terminates) {
        assertThat(value).isCloseTo(least, within(0.05));
      } else {
        assertThat(value).isBetween(least, 52.0);
      }
    }
  }

  /// The optimum is known: 2x² from x.
  @Tag("learning")
  @Test
  void controlsALineOptimally() {
    SacConfig config = config(12_000, 2, Optional.empty());
    try (Sac learner = learner(config, () -> new LineControl(20), 1, Workers.SERIAL)) {
      while (!learner.finished()) {
        learner.iterate();
      }
      double cost = 0;
      double optimum = 0;
      for (double x = -1; x <= 1; x += 0.125) {
        cost += cost(config, learner, x);
        optimum += 2 * x * x;
      }
      assertThat(cost).isBetween(optimum * 0.999, optimum * 1.05);
    }
  }

  private static double cost(SacConfig config, Sac learner, double x) {
    Policy policy = policy(config);
    Matrix observation = Matrix.zeros(1, 1);
    Matrix action = Matrix.zeros(1, 1);
    double cost = 0;
    try (Environment line = new LineControl(20)) {
      line.resetTo(new double[] {x});
      double at = x;
      for (int t = 0; t < 20; t++) {
        observation.set(0, 0, (float) at);
        Matrix outputs = policy.pass(1, Workers.SERIAL).forward(learner.parameters(), observation);
        policy.distribution().mode(outputs, learner.parameters(), policy.freeOffset(), action);
        var result = line.step(new double[] {action.get(0, 0)});
        cost -= result.reward();
        at = result.observation()[0];
      }
    }
    return cost;
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 2", "3, 4"})
  void theNumberOfWorkersDoesNotShow(int environments, int count) {
    SacConfig config = config(1200L * environments, environments, Optional.empty());
    Checkpoint alone = new Checkpoint();
    Checkpoint shared = new Checkpoint();
    try (Sac learner = learner(config, () -> new LineControl(17), 5, Workers.SERIAL)) {
      learner.iterate();
      learner.iterate();
      learner.save(alone);
    }
    try (Workers workers = new Workers(count);
        Sac learner = learner(config, () -> new LineControl(17), 5, workers)) {
      learner.iterate();
      learner.iterate();
      learner.save(shared);
    }
    assertEqual(shared, alone);
  }

  /// Stopped before anything was learned, and in the middle of an episode.
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 3", "2, 2"})
  void goesOnFromACheckpoint(int environments, int stop) {
    SacConfig config = config(1200L * environments, environments, Optional.empty());
    Checkpoint stopped = new Checkpoint();
    Checkpoint expected = new Checkpoint();
    Map<String, Double> metrics;
    try (Sac learner = learner(config, () -> new LineControl(17), 5, Workers.SERIAL)) {
      for (int i = 0; i < stop; i++) {
        learner.iterate();
      }
      learner.save(stopped);
      learner.iterate();
      metrics = withoutTimes(learner.iterate());
      learner.save(expected);
    }
    Checkpoint actual = new Checkpoint();
    try (Sac learner = learner(config, () -> new LineControl(17), 5, Workers.SERIAL)) {
      learner.restore(stopped);
      learner.iterate();
      assertThat(withoutTimes(learner.iterate())).isEqualTo(metrics);
      learner.save(actual);
    }
    assertEqual(actual, expected);
  }

  private static Map<String, Double> withoutTimes(Metrics metrics) {
    Map<String, Double> values = new TreeMap<>(metrics.values());
    values.keySet().removeIf(tag -> tag.startsWith("time/"));
    return values;
  }

  private static void assertEqual(Checkpoint actual, Checkpoint expected) {
    assertThat(actual.scalars()).isEqualTo(expected.scalars());
    assertThat(actual.tensors().keySet()).isEqualTo(expected.tensors().keySet());
    expected
        .tensors()
        .forEach((name, tensor) -> {
          Object other = actual.tensors().get(name);
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

  @Test
  void refusesActionsBeyondOne() {
    SacConfig config = config(1000, 1, Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            learner(
                config,
                () -> new TaskEnvironment(new Navigation2d(1, 10), new double[2]),
                1,
                Workers.SERIAL))
        .withMessageStartingWith("soft actor-critic acts in [-1, 1], not in [-0.1, 0.1]");
  }

  @Test
  void refusesIterationsThatEndBetweenEnvironments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new SacConfig(
                1000,
                3,
                1000,
                10,
                1000,
                64,
                List.of(8),
                0.99,
                0.005,
                1e-3,
                1e-3,
                Optional.empty(),
                -1))
        .withMessage("iteration-steps is 1000, which is no multiple of environments, 3");
  }
}
