package dev.admiral.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiagonalGaussianTest {

  @Test
  void theDensityIntegratesToOne() {
    DiagonalGaussian gaussian = new DiagonalGaussian(1);
    int points = 20_001;
    double step = 1e-3;
    float[] free = {(float) Math.log(0.7)};
    Matrix outputs = Matrix.zeros(points, 1);
    outputs.fill(0.4f);
    Matrix actions = Matrix.zeros(points, 1);
    for (int i = 0; i < points; i++) {
      actions.set(i, 0, (float) (-10 + step * i));
    }
    float[] logProbability = new float[points];
    gaussian.logProbability(outputs, free, 0, actions, logProbability);
    double integral = 0;
    for (float value : logProbability) {
      integral += step * Math.exp(value);
    }
    assertThat(integral).isCloseTo(1, within(1e-5));
  }

  @Test
  void samplesHaveTheMomentsAskedFor() {
    DiagonalGaussian gaussian = new DiagonalGaussian(2);
    int samples = 100_000;
    Matrix outputs = Matrix.zeros(samples, 2);
    for (int r = 0; r < samples; r++) {
      outputs.set(r, 0, 1.5f);
      outputs.set(r, 1, -3);
    }
    double[] std = {0.2, 2};
    float[] free = {0, (float) Math.log(std[0]), (float) Math.log(std[1])};
    Matrix actions = Matrix.zeros(samples, 2);
    RandomStream[] random = new RandomStream[samples];
    Arrays.fill(random, RandomStream.of(1));
    gaussian.sample(outputs, free, 1, random, actions);
    double correlation = 0;
    for (int i = 0; i < 2; i++) {
      double mean = 0;
      double variance = 0;
      double fourth = 0;
      for (int r = 0; r < samples; r++) {
        double z = (actions.get(r, i) - outputs.get(0, i)) / std[i];
        mean += z / samples;
        variance += z * z / samples;
        fourth += z * z * z * z / samples;
      }
      // Five standard errors of each moment.
      assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(samples)));
      assertThat(variance).isCloseTo(1, within(5 * Math.sqrt(2.0 / samples)));
      assertThat(fourth).isCloseTo(3, within(5 * Math.sqrt(96.0 / samples)));
    }
    for (int r = 0; r < samples; r++) {
      correlation +=
          (actions.get(r, 0) - 1.5) / std[0] * (actions.get(r, 1) + 3) / std[1] / samples;
    }
    assertThat(correlation).isCloseTo(0, within(5 / Math.sqrt(samples)));
  }

  @Test
  void theModeIsTheMean() {
    Matrix outputs = Samples.gaussian(RandomStream.of(2), 6, 3, 1);
    Matrix actions = Samples.sparse(6, 3);
    new DiagonalGaussian(3).mode(outputs, new float[3], 0, actions);
    for (int r = 0; r < 6; r++) {
      assertThat(Samples.row(actions, r)).isEqualTo(Samples.row(outputs, r));
    }
  }
}
