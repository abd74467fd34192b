package dev.admiral.trpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Policy;
import dev.admiral.policy.ValueFunction;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.GeneralizedAdvantage;
import dev.admiral.rollout.RolloutCollector;
import dev.admiral.rollout.Trajectories;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One update at a time, by what it must do whatever the numbers.
class TrpoTest {
  private static final TrpoConfig CONFIG = config(0.01, 10);
  private static final int STEPS = 2 * Tasks.PointMass.STEPS + 3;
  private static final int ENVIRONMENTS = 8;

  private static TrpoConfig config(double maximumKl, int lineSearchSteps) {
    return config(maximumKl, 1.5, lineSearchSteps, 0);
  }

  private static TrpoConfig config(
      double maximumKl, double klTolerance, int lineSearchSteps, double entropyBonus) {
    return new TrpoConfig(
        0.98,
        0.95,
        maximumKl,
        klTolerance,
        0.1,
        10,
        lineSearchSteps,
        0.5,
        entropyBonus,
        new ValueFunction.Config(List.of(16), 3e-3, 2, 64));
  }

  /// A learner on the point mass.
  private static final class Setup {
    final RandomStreams streams;
    final Policy policy;
    final ValueFunction value;
    final Trpo trpo;
    final RolloutCollector collector;
    final Trajectories trajectories = new Trajectories(STEPS, ENVIRONMENTS, 2, 1);
    final float[] parameters;

    Setup(TrpoConfig config, long seed) {
      this(config, seed, List.of(12));
    }

    Setup(TrpoConfig config, long seed, List<Integer> hidden) {
      Workers workers = Workers.SERIAL;
      streams = new RandomStreams(seed);
      RunningNormalizer normalizer = new RunningNormalizer(2);
      policy = Policy.gaussian(normalizer, hidden, 1);
      value = new ValueFunction(config.value(), normalizer, workers);
      value.reset(streams.stream("value"));
      // More room than the batch needs.
      trpo = new Trpo(config, policy, value, trajectories.rows() + 5, workers);
      collector =
          new RolloutCollector(
              Tasks.many(ENVIRONMENTS, streams, workers, Tasks.PointMass::create),
              policy,
              streams,
              "action",
              workers);
      parameters = policy.initialParameters(streams.stream("policy"), 0.5);
    }

    void collect() {
      collector.collect(parameters, trajectories);
    }

    Trpo.Update update() {
      return trpo.update(parameters, trajectories, streams.stream("fit"));
    }

    /// The standardised advantages that the next update will use.
    double[] advantages() {
      int rows = trajectories.rows();
      float[] values = new float[rows];
      float[] finalValues = new float[rows];
      float[] raw = new float[rows];
      value.evaluate(trajectories.observations(), values);
      value.evaluate(trajectories.nextObservations(), finalValues);
      new GeneralizedAdvantage(0.98, 0.95)
          .estimate(trajectories, trajectories.rewards(), values, finalValues, raw);
      double mean = 0;
      for (float a : raw) {
        mean += a / (double) rows;
      }
      double variance = 0;
      for (float a : raw) {
        variance += (a - mean) * (a - mean) / rows;
      }
      double[] advantages = new double[rows];
      for (int r = 0; r < rows; r++) {
        advantages[r] = (raw[r] - mean) / Math.sqrt(variance);
      }
      return advantages;
    }

    float[] logProbability(float[] theta) {
      float[] result = new float[trajectories.rows()];
      policy
          .distribution()
          .logProbability(
              outputs(theta), theta, policy.freeOffset(), trajectories.actions(), result);
      return result;
    }

    Matrix outputs(float[] theta) {
      return policy
          .pass(trajectories.rows(), Workers.SERIAL)
          .forward(theta, trajectories.observations());
    }

    double meanKl(float[] old, float[] theta) {
      float[] kl = new float[trajectories.rows()];
      policy
          .distribution()
          .kl(
              outputs(old),
              old,
              policy.freeOffset(),
              outputs(theta),
              theta,
              policy.freeOffset(),
              kl);
      return mean(kl);
    }
  }

  private static double mean(float[] x) {
    double sum = 0;
    for (float value : x) {
      sum += value;
    }
    return sum / x.length;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 0.01, 0.1})
  void anAcceptedStepImprovesTheSurrogateInsideTheTrustRegion(double maximumKl) {
    for (long seed = 1; seed <= 3; seed++) {
      Setup s = new Setup(config(maximumKl, 10), seed);
      for (int i = 0; i < 4; i++) {
        s.collect();
        double[] advantages = s.advantages();
        float[] old = s.parameters.clone();
        float[] before = s.logProbability(old);
        Trpo.Update update = s.update();
        assertThat(update.accepted()).isTrue();
        assertThat(s.parameters).isNotEqualTo(old);

        double kl = s.meanKl(old, s.parameters);
        assertThat(kl).isCloseTo(update.kl(), within(1e-6 * (1 + kl)));
        assertThat(kl).isLessThanOrEqualTo(1.5 * maximumKl * (1 + 1e-5));
        // A first trial on an exact quadratic would land at δ; a vanishing step is none.
        assertThat(kl).isGreaterThan(0.05 * maximumKl);

        float[] after = s.logProbability(s.parameters);
        double gain = 0;
        for (int r = 0; r < after.length; r++) {
          gain += (Math.exp(after[r] - before[r]) - 1) * advantages[r] / after.length;
        }
        assertThat(gain).isPositive();
        assertThat(update.surrogateGain()).isCloseTo(gain, within(1e-5));
      }
    }
  }

  /// With a linear policy the mean KL is quadratic in the weights. So for a small step that of the first trial is ½·xᵀFx = δ (but for the damping, which only
  /// makes it smaller): so the Fisher product is the curvature of the mean KL, scale included.
  @Test
  void theStepUsesTheWholeTrustRegion() {
    double maximumKl = 1e-3;
    TrpoConfig undamped =
        new TrpoConfig(0.98, 0.95, maximumKl, 1.5, 1e-6, 30, 10, 0.5, 0, CONFIG.value());
    for (long seed = 1; seed <= 3; seed++) {
      Setup s = new Setup(undamped, seed, List.of());
      s.collect();
      float[] old = s.parameters.clone();
      s.update();
      assertThat(s.meanKl(old, s.parameters) / maximumKl).isBetween(0.9, 1.1);
    }
  }

  /// Among steps of the same KL the natural gradient's gains the most, to first order: random ones and
  /// the plain gradient's (here: the step of a Fisher matrix drowned in damping) gain less.
  @Test
  void theNaturalGradientGainsMoreThanThePlainOne() {
    TrpoConfig natural =
        new TrpoConfig(0.98, 0.95, 1e-3, 1.5, 1e-6, 30, 10, 0.5, 0, CONFIG.value());
    TrpoConfig plain = new TrpoConfig(0.98, 0.95, 1e-3, 1.5, 1e6, 30, 10, 0.5, 0, CONFIG.value());
    for (long seed = 1; seed <= 3; seed++) {
      double[] gainPerRoot = new double[2];
      for (int i = 0; i < 2; i++) {
        Setup s = new Setup(i == 0 ? natural : plain, seed, List.of());
        s.collect();
        Trpo.Update update = s.update();
        assertThat(update.accepted()).isTrue();
        gainPerRoot[i] = update.surrogateGain() / Math.sqrt(update.kl());
      }
      assertThat(gainPerRoot[0]).isGreaterThan(1.02 * gainPerRoot[1]);
    }
  }

  @Test
  void withoutAnythingToLearnNothingChanges() {
    Setup s = new Setup(CONFIG, 1);
    s.collect();
    Arrays.fill(s.trajectories.rewards(), 0);
    // V = 0 everywhere, so that all advantages are 0.
    ValueFunction zero = new ValueFunction(CONFIG.value(), s.policy.normalizer(), Workers.SERIAL);
    Trpo trpo = new Trpo(CONFIG, s.policy, zero, s.trajectories.rows(), Workers.SERIAL);
    float[] old = s.parameters.clone();
    Trpo.Update update = trpo.update(s.parameters, s.trajectories, RandomStream.of(1));
    assertThat(update.accepted()).isFalse();
    assertThat(update.kl()).isZero();
    assertThat(s.parameters).isEqualTo(old);
  }

  /// One trial so long that it overshoots is rejected, and must leave no trace.
  @Test
  void aRejectedStepLeavesTheParametersAlone() {
    Setup s = new Setup(config(30, 1, 1, 0), 1);
    s.collect();
    float[] old = s.parameters.clone();
    Trpo.Update update = s.update();
    assertThat(update.accepted()).isFalse();
    assertThat(update.kl()).isZero();
    assertThat(update.surrogateGain()).isZero();
    assertThat(s.parameters).isEqualTo(old);
    // The same step, shortened often enough, is accepted.
    Setup t = new Setup(config(30, 1, 30, 0), 1);
    t.collect();
    assertThat(t.update().accepted()).isTrue();
    assertThat(t.parameters).isNotEqualTo(old);
  }

  /// Where the trust region forbids nothing, a trial is only rejected because it would lose.
  @Test
  void aStepThatWouldLoseIsRejected() {
    int rejected = 0;
    for (long seed = 1; seed <= 5; seed++) {
      Setup s = new Setup(config(1000, 1e30, 1, 0), seed);
      s.collect();
      float[] old = s.parameters.clone();
      Trpo.Update update = s.update();
      if (update.accepted()) {
        assertThat(update.surrogateGain()).isPositive();
      } else {
        assertThat(s.parameters).isEqualTo(old);
        rejected++;
      }
    }
    assertThat(rejected).isPositive();
  }

  /// With no advantage to gain the entropy bonus alone moves θ: towards more of it.
  @Test
  void theEntropyBonusWidensThePolicy() {
    TrpoConfig config = config(0.01, 1.5, 10, 0.01);
    Setup s = new Setup(config, 1);
    s.collect();
    Arrays.fill(s.trajectories.rewards(), 0);
    ValueFunction zero = new ValueFunction(config.value(), s.policy.normalizer(), Workers.SERIAL);
    Trpo trpo = new Trpo(config, s.policy, zero, s.trajectories.rows(), Workers.SERIAL);
    float[] old = s.parameters.clone();
    Trpo.Update update = trpo.update(s.parameters, s.trajectories, RandomStream.of(1));
    assertThat(update.accepted()).isTrue();
    // H = ½·log(2πe·0.25).
    assertThat(update.entropy())
        .isCloseTo(0.5 * Math.log(2 * Math.PI * Math.E * 0.25), within(1e-6));
    int rho = s.policy.freeOffset();
    assertThat(s.parameters[rho]).isGreaterThan(old[rho]);
    assertThat(Arrays.copyOf(s.parameters, rho)).isEqualTo(Arrays.copyOf(old, rho));
    assertThat(update.surrogateGain())
        .isCloseTo(0.01 * (s.parameters[rho] - old[rho]), within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void theNumberOfWorkersNeverShows(int count) {
    // Wide enough that work is shared.
    float[] expected = train(Workers.SERIAL);
    try (Workers workers = new Workers(count)) {
      assertThat(train(workers)).isEqualTo(expected);
    }
  }

  private static float[] train(Workers workers) {
    RandomStreams streams = new RandomStreams(3);
    RunningNormalizer normalizer = new RunningNormalizer(2);
    TrpoConfig config =
        new TrpoConfig(
            0.98,
            0.95,
            0.01,
            1.5,
            0.1,
            5,
            10,
            0.5,
            0.005,
            new ValueFunction.Config(List.of(64, 64), 1e-3, 1, 64));
    Policy policy = Policy.gaussian(normalizer, List.of(64, 64), 1);
    ValueFunction value = new ValueFunction(config.value(), normalizer, workers);
    value.reset(streams.stream("value"));
    Trajectories trajectories = new Trajectories(60, 13, 2, 1);
    Trpo trpo = new Trpo(config, policy, value, trajectories.rows(), workers);
    RolloutCollector collector =
        new RolloutCollector(
            Tasks.many(13, streams, workers, Tasks.PointMass::create),
            policy,
            streams,
            "action",
            workers);
    float[] parameters = policy.initialParameters(streams.stream("policy"), 0.5);
    for (int i = 0; i < 3; i++) {
      collector.collect(parameters, trajectories);
      normalizer.update(trajectories.observations());
      trpo.update(parameters, trajectories, streams.stream("fit"));
    }
    return parameters;
  }

  /// A batch that does not fill the scratch memory gives what exactly fitting memory gives.
  @Test
  void spareRowsDoNotMatter() {
    float[][] results = new float[2][];
    for (int i = 0; i < 2; i++) {
      Setup s = new Setup(CONFIG, 4);
      s.collect();
      Trpo trpo =
          new Trpo(CONFIG, s.policy, s.value, s.trajectories.rows() + 300 * i, Workers.SERIAL);
      trpo.update(s.parameters, s.trajectories, RandomStream.of(1));
      results[i] = s.parameters;
    }
    assertThat(results[1]).isEqualTo(results[0]);
  }

  @Test
  void aBrokenRewardStopsTheUpdate() {
    Setup s = new Setup(CONFIG, 1);
    s.collect();
    s.trajectories.rewards()[17] = Float.NaN;
    assertThatExceptionOfType(NonFiniteException.class).isThrownBy(s::update);
  }

  @Test
  void aBrokenParameterStopsTheUpdate() {
    Setup s = new Setup(CONFIG, 1);
    s.collect();
    s.parameters[0] = Float.NaN;
    assertThatExceptionOfType(NonFiniteException.class).isThrownBy(s::update);
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(0, 10))
        .withMessageContaining("maximum-kl");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(0.01, 0.9, 10, 0))
        .withMessageContaining("kl-tolerance");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(0.01, 0))
        .withMessageContaining("line-search-steps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(0.01, 1.5, 10, -1))
        .withMessageContaining("entropy-bonus");
  }
}
