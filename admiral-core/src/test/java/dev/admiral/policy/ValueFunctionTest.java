package dev.admiral.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueFunctionTest {
  private static final ValueFunction.Config CONFIG =
      new ValueFunction.Config(List.of(32), 1e-2, 20, 50);

  private static float[] targets(Matrix observations) {
    float[] targets = new float[observations.rows()];
    for (int r = 0; r < targets.length; r++) {
      double x = observations.get(r, 0) / 10;
      double y = observations.get(r, 1) / 10;
      targets[r] = (float) (3 + Math.sin(2 * x) + x * y);
    }
    return targets;
  }

  private static RunningNormalizer normalizer(Matrix observations) {
    RunningNormalizer normalizer = new RunningNormalizer(observations.columns());
    normalizer.update(observations);
    return normalizer;
  }

  @Test
  void learnsAFunction() {
    RandomStream random = RandomStream.of(1);
    Matrix observations = Samples.gaussian(random, 1000, 2, 10);
    ValueFunction value = new ValueFunction(CONFIG, normalizer(observations), Workers.SERIAL);
    value.reset(random);
    float[] targets = targets(observations);
    double first = value.fit(observations, targets, random);
    double last = first;
    for (int i = 0; i < 9; i++) {
      last = value.fit(observations, targets, random);
    }
    assertThat(last).isLessThan(first);
    // On observations that it has not seen; the targets' variance is about 1.4.
    Matrix fresh = Samples.gaussian(random, 500, 2, 7);
    float[] values = new float[500];
    value.evaluate(fresh, values);
    float[] expected = targets(fresh);
    double error = 0;
    for (int r = 0; r < 500; r++) {
      error += Math.pow(values[r] - expected[r], 2) / 500;
    }
    assertThat(error).isLessThan(0.02);
    assertThat(last).isLessThan(0.05);
  }

  /// With one batch per epoch the reported loss is the mean squared error before the last step.
  @Test
  void reportsTheMeanSquaredErrorOfTheLastEpoch() {
    RandomStream random = RandomStream.of(2);
    Matrix observations = Samples.gaussian(random, 7, 2, 1);
    ValueFunction value =
        new ValueFunction(
            new ValueFunction.Config(List.of(8), 1e-3, 1, 100),
            normalizer(observations),
            Workers.SERIAL);
    value.reset(random);
    float[] values = new float[7];
    value.evaluate(observations, values);
    float[] targets = targets(observations);
    double expected = 0;
    for (int r = 0; r < 7; r++) {
      expected += Math.pow(values[r] - targets[r], 2) / 7;
    }
    assertThat(value.fit(observations, targets, random)).isCloseTo(expected, within(1e-5));
  }

  @Test
  void aRestoredFunctionGoesOnToTheSameBits() {
    RandomStream random = RandomStream.of(3);
    Matrix observations = Samples.gaussian(random, 120, 2, 1);
    float[] targets = targets(observations);
    RunningNormalizer normalizer = normalizer(observations);
    ValueFunction value = new ValueFunction(CONFIG, normalizer, Workers.SERIAL);
    value.reset(random);
    value.fit(observations, targets, random);
    Checkpoint checkpoint = new Checkpoint();
    value.save(checkpoint);
    byte[] position = random.state();
    ValueFunction restored = new ValueFunction(CONFIG, normalizer, Workers.SERIAL);
    restored.restore(checkpoint);
    double loss = value.fit(observations, targets, random);
    random.restore(position);
    assertThat(restored.fit(observations, targets, random)).isEqualTo(loss);
    float[] expected = new float[120];
    float[] actual = new float[120];
    value.evaluate(observations, expected);
    restored.evaluate(observations, actual);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void resetForgetsWeightsAndOptimiser() {
    Matrix observations = Samples.gaussian(RandomStream.of(4), 60, 2, 1);
    float[] targets = targets(observations);
    ValueFunction used = new ValueFunction(CONFIG, normalizer(observations), Workers.SERIAL);
    used.reset(RandomStream.of(8));
    used.fit(observations, targets, RandomStream.of(9));
    ValueFunction fresh = new ValueFunction(CONFIG, normalizer(observations), Workers.SERIAL);
    float[][] values = new float[2][60];
    for (int i = 0; i < 2; i++) {
      ValueFunction value = i == 0 ? used : fresh;
      value.reset(RandomStream.of(5));
      value.fit(observations, targets, RandomStream.of(6));
      value.evaluate(observations, values[i]);
    }
    assertThat(values[0]).isEqualTo(values[1]);
  }

  @Test
  void aBrokenTargetStopsTheFit() {
    Matrix observations = Samples.gaussian(RandomStream.of(7), 60, 2, 1);
    float[] targets = targets(observations);
    targets[13] = Float.NaN;
    ValueFunction value = new ValueFunction(CONFIG, normalizer(observations), Workers.SERIAL);
    value.reset(RandomStream.of(8));
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> value.fit(observations, targets, RandomStream.of(9)))
        .withMessageContaining("value function");
  }
}
