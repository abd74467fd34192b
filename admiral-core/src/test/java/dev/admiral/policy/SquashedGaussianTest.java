package dev.admiral.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquashedGaussianTest {
  private static final float[] NONE = {};

  private final RandomStream random = RandomStream.of(4);

  private static Matrix outputs(double mean, double logStd) {
    return Matrix.of(new float[] {(float) mean, (float) logStd}, 2);
  }

  @ParameterizedTest
  @CsvSource({"0.4, -0.5", "-1.2, 0.3", "0, -2"})
  void theDensityIntegratesToOne(double mean, double logStd) {
    SquashedGaussian gaussian = new SquashedGaussian(1);
    int points = 200_000;
    Matrix action = Matrix.zeros(1, 1);
    float[] logProbability = new float[1];
    double integral = 0;
    for (int i = 0; i < points; i++) {
      action.set(0, 0, (float) (-1 + (2 * i + 1.0) / points));
      gaussian.logProbability(outputs(mean, logStd), NONE, 0, action, logProbability);
      integral += 2.0 / points * Math.exp(logProbability[0]);
    }
    assertThat(integral).isCloseTo(1, within(1e-4));
  }

  /// u = atanh(a) of samples is normal.
  @Test
  void samplesHaveTheMomentsAskedFor() {
    SquashedGaussian gaussian = new SquashedGaussian(1);
    int samples = 100_000;
    Matrix outputs = Matrix.zeros(samples, 2);
    for (int r = 0; r < samples; r++) {
      outputs.set(r, 0, 0.3f);
      outputs.set(r, 1, -0.7f);
    }
    Matrix actions = Matrix.zeros(samples, 1);
    RandomStream[] streams = new RandomStream[samples];
    Arrays.fill(streams, random);
    gaussian.sample(outputs, NONE, 0, streams, actions);
    double mean = 0;
    double square = 0;
    for (int r = 0; r < samples; r++) {
      double a = actions.get(r, 0);
      double z = (0.5 * Math.log((1 + a) / (1 - a)) - 0.3) / Math.exp(-0.7);
      mean += z / samples;
      square += z * z / samples;
    }
    assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(samples)));
    assertThat(square).isCloseTo(1, within(5 * Math.sqrt(2.0 / samples)));
  }

  @Test
  void actionsStayInTheirRangeAndNumbersFinite() {
    SquashedGaussian gaussian = new SquashedGaussian(1);
    float[] value = new float[1];
    double[] means = {-1e6, -50, -9, 0, 9, 50, 1e6};
    for (double mean : means) {
      for (double logStd : new double[] {-1000, -20, 0, 2, 1000}) {
        Matrix outputs = outputs(mean, logStd);
        Matrix action = Matrix.zeros(1, 1);
        gaussian.sample(outputs, NONE, 0, new RandomStream[] {random}, action);
        assertThat(action.get(0, 0)).isBetween(-1f, 1f);
        Matrix gradient = Matrix.zeros(1, 2);
        gaussian.logProbability(outputs, NONE, 0, action, value);
        assertThat(value[0]).isFinite();
        gaussian.entropy(outputs, NONE, 0, value);
        assertThat(value[0]).isFinite();
        gaussian.entropyGradient(outputs, NONE, 0, new float[] {1}, gradient, new double[0]);
        gaussian.logProbabilityGradient(
            outputs, NONE, 0, action, new float[] {1}, gradient, new double[0]);
        assertThat(gradient.values()).doesNotContain(Float.NaN);
      }
    }
  }

  /// A broad distribution before tanh, where the integrand has a kink for all that one can see.
  @ParameterizedTest
  @CsvSource({"0, 2", "0.5, 2", "-3, 1.5", "0.1, 1", "2, 0", "0.2, -6"})
  void entropiesAreThoseOfAFineSum(double mean, double logStd) {
    float[] entropy = new float[1];
    new SquashedGaussian(1).entropy(outputs(mean, logStd), NONE, 0, entropy);
    double[] exactOutputs = {(float) mean, (float) logStd};
    double expected = new ClosedForm.Squashed().entropy(exactOutputs, new double[0]);
    assertThat((double) entropy[0]).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
  }

  /// Beyond the limits the logarithmic standard deviation is the limit, and nothing pulls at it.
  @ParameterizedTest
  @CsvSource({"2.5, 2", "7, 2", "-21, -20", "-300, -20"})
  void theLogarithmicStandardDeviationIsClamped(double logStd, double limit) {
    SquashedGaussian gaussian = new SquashedGaussian(1);
    Matrix beyond = outputs(0.2, logStd);
    Matrix there = outputs(0.2, limit);
    assertThat(gaussian.logStd(beyond, 0, 0)).isEqualTo(limit);
    Matrix action = Matrix.of(new float[] {0.197f}, 1);
    float[] one = new float[1];
    float[] other = new float[1];
    gaussian.logProbability(beyond, NONE, 0, action, one);
    gaussian.logProbability(there, NONE, 0, action, other);
    assertThat(one[0]).isEqualTo(other[0]);
    gaussian.entropy(beyond, NONE, 0, one);
    gaussian.entropy(there, NONE, 0, other);
    assertThat(one[0]).isEqualTo(other[0]);

    Matrix gradient = Matrix.zeros(1, 2);
    float[] weight = {1};
    double[] ignored = new double[0];
    Matrix noise = Matrix.of(new float[] {0.7f}, 1);
    gaussian.logProbabilityGradient(beyond, NONE, 0, action, weight, gradient, ignored);
    gaussian.entropyGradient(beyond, NONE, 0, weight, gradient, ignored);
    gaussian.klGradient(there, NONE, 0, beyond, NONE, 0, weight, gradient, ignored);
    gaussian.crossEntropyGradientInP(beyond, NONE, 0, there, NONE, 0, weight, gradient);
    gaussian.reparameterizedGradient(beyond, noise, action, 1, noise, gradient);
    assertThat(gradient.get(0, 1)).isZero();
    assertThat(gradient.get(0, 0)).isNotZero();
  }

  @Test
  void theModeIsTheMedian() {
    Matrix actions = Matrix.zeros(1, 1);
    new SquashedGaussian(1).mode(outputs(0.7, 0.3), NONE, 0, actions);
    assertThat((double) actions.get(0, 0)).isCloseTo(Math.tanh(0.7), within(1e-7));
  }

  /// What reparameterize says of its actions is what the density says of them.
  @Test
  void reparameterizedActionsHaveTheirLogProbability() {
    SquashedGaussian gaussian = new SquashedGaussian(3);
    Matrix outputs = Samples.gaussian(random, 50, 6, 0.6);
    Matrix noise = Samples.gaussian(random, 50, 3, 1);
    Matrix actions = Samples.sparse(50, 3);
    float[] given = new float[50];
    gaussian.reparameterize(outputs, noise, actions, given);
    ClosedForm form = ClosedForm.of(gaussian);
    for (int r = 0; r < 50; r++) {
      double[] z = Samples.row(outputs, r);
      double[] exact = new double[3];
      for (int i = 0; i < 3; i++) {
        double u = z[i] + Math.exp(z[3 + i]) * noise.get(r, i);
        exact[i] = Math.tanh(u);
        assertThat((double) actions.get(r, i)).isCloseTo(exact[i], within(1e-6));
      }
      double expected = form.logProbability(z, new double[0], exact);
      assertThat((double) given[r]).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
    }
  }

  /// Against central differences of the loss in double precision.
  @Test
  void theGradientThroughTheActions() {
    int n = 2;
    SquashedGaussian gaussian = new SquashedGaussian(n);
    int rows = 20;
    double temperature = 0.37;
    Matrix outputs = Samples.gaussian(random, rows, 2 * n, 1);
    Matrix noise = Samples.gaussian(random, rows, n, 1);
    Matrix slope = Samples.gaussian(random, rows, n, 1);
    Matrix actions = Samples.sparse(rows, n);
    gaussian.reparameterize(outputs, noise, actions, new float[rows]);
    Matrix gradient = Samples.sparse(rows, 2 * n);
    gradient.fill(1);
    gaussian.reparameterizedGradient(outputs, noise, actions, temperature, slope, gradient);
    double h = 1e-5;
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < 2 * n; k++) {
        double[] up = Samples.row(outputs, r);
        double[] down = up.clone();
        up[k] += h;
        down[k] -= h;
        double[] epsilon = Samples.row(noise, r);
        double[] c = Samples.row(slope, r);
        double expected =
            (loss(up, epsilon, c, temperature) - loss(down, epsilon, c, temperature)) / (2 * h);
        assertThat(gradient.get(r, k) - 1.0)
            .isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
      }
    }
  }

  /// w·log π(a) + c·a, a = tanh(μ + σε).
  private static double loss(double[] outputs, double[] noise, double[] slope, double weight) {
    double loss = 0;
    for (int i = 0; i < noise.length; i++) {
      double std = Math.exp(Math.min(2, outputs[noise.length + i]));
      double u = outputs[i] + std * noise[i];
      loss += slope[i] * Math.tanh(u);
      loss -= weight * (noise[i] * noise[i] / 2 + Math.log(std) + 0.5 * Math.log(2 * Math.PI));
      loss += weight * 2 * Math.log(Math.cosh(u));
    }
    return loss;
  }
}
