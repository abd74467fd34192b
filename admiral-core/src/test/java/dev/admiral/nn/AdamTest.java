package dev.admiral.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamTest {

  private static float[] vector(RandomStream random, int length) {
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  /// Kingma and Ba's algorithm 1 in double precision, with an L2 penalty and clipping before it.
  @ParameterizedTest
  @CsvSource({"0, 0", "0.1, 0", "0, 2", "0.05, 2", "0, 1e9"})
  void followsTheAlgorithm(double weightDecay, double maximumNorm) {
    int length = 53;
    RandomStream random = RandomStream.of(4);
    float[] parameters = vector(random, length);
    double[] x = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = parameters[i];
    }
    double[] m = new double[length];
    double[] v = new double[length];
    Adam adam = new Adam(length, new Adam.Config(0.01, weightDecay, maximumNorm), Workers.SERIAL);
    for (int t = 1; t <= 50; t++) {
      float[] gradient = vector(random, length);
      double squares = 0;
      for (float g : gradient) {
        squares += (double) g * g;
      }
      double norm = Math.sqrt(squares);
      double scale = maximumNorm > 0 && norm > maximumNorm ? maximumNorm / norm : 1;
      double reported = adam.step(parameters, gradient);
      if (maximumNorm > 0) {
        assertThat(reported).isCloseTo(norm, within(1e-9));
      }
      for (int i = 0; i < length; i++) {
        double g = gradient[i] * scale + weightDecay * x[i];
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.999 * v[i] + 0.001 * g * g;
        double mHat = m[i] / (1 - Math.pow(0.9, t));
        double vHat = v[i] / (1 - Math.pow(0.999, t));
        x[i] -= 0.01 * mHat / (Math.sqrt(vHat) + 1e-8);
      }
    }
    for (int i = 0; i < length; i++) {
      assertThat((double) parameters[i]).isCloseTo(x[i], within(2e-5));
    }
  }

  @Test
  void theNumberOfWorkersNeverShows() {
    // Several pieces, the last one odd.
    int length = 3 * (1 << 15) + 77;
    float[] expected = run(length, Workers.SERIAL);
    for (int count = 2; count <= 4; count++) {
      try (Workers workers = new Workers(count)) {
        assertThat(run(length, workers)).isEqualTo(expected);
      }
    }
  }

  private static float[] run(int length, Workers workers) {
    RandomStream random = RandomStream.of(5);
    float[] parameters = vector(random, length);
    Adam adam = new Adam(length, new Adam.Config(0.01, 0.01, 1), workers);
    for (int t = 0; t < 3; t++) {
      adam.step(parameters, vector(random, length));
    }
    return parameters;
  }

  /// Clipping looks at the whole gradient, not at a piece of it.
  @Test
  void theNormIsThatOfAllPieces() {
    int length = 2 * (1 << 15) + 1;
    float[] gradient = new float[length];
    gradient[0] = 3;
    gradient[length - 1] = 4;
    try (Workers workers = new Workers(2)) {
      Adam adam = new Adam(length, new Adam.Config(0.01, 0, 1), workers);
      assertThat(adam.step(new float[length], gradient)).isCloseTo(5, within(1e-12));
    }
  }

  @Test
  void whatStartsAtZeroStaysZero() {
    // Padding has no gradient and must not drift, weight decay or not.
    float[] parameters = new float[20];
    float[] gradient = new float[20];
    parameters[3] = 1;
    gradient[3] = 1;
    Adam adam = new Adam(20, new Adam.Config(0.01, 0.1, 0), Workers.SERIAL);
    for (int t = 0; t < 10; t++) {
      adam.step(parameters, gradient);
    }
    for (int i = 0; i < 20; i++) {
      if (i != 3) {
        assertThat(parameters[i]).isZero();
      }
    }
    assertThat(parameters[3]).isLessThan(1);
  }

  @Test
  void aRestoredOptimiserGoesOnToTheSameBits() {
    RandomStream random = RandomStream.of(6);
    float[] parameters = vector(random, 40);
    Adam adam = new Adam(40, Adam.Config.of(0.01), Workers.SERIAL);
    for (int t = 0; t < 7; t++) {
      adam.step(parameters, vector(random, 40));
    }
    Checkpoint checkpoint = new Checkpoint();
    adam.save(checkpoint);
    float[] others = parameters.clone();
    Adam restored = new Adam(40, Adam.Config.of(0.01), Workers.SERIAL);
    restored.step(new float[40], vector(random, 40));
    restored.restore(checkpoint);
    for (int t = 0; t < 5; t++) {
      float[] gradient = vector(random, 40);
      adam.step(parameters, gradient);
      restored.step(others, gradient);
    }
    assertThat(others).isEqualTo(parameters);
  }

  @Test
  void resetForgets() {
    RandomStream random = RandomStream.of(7);
    float[] gradient = vector(random, 10);
    Adam used = new Adam(10, Adam.Config.of(0.01), Workers.SERIAL);
    used.step(new float[10], vector(random, 10));
    used.reset();
    float[] a = new float[10];
    float[] b = new float[10];
    used.step(a, gradient);
    new Adam(10, Adam.Config.of(0.01), Workers.SERIAL).step(b, gradient);
    assertThat(a).isEqualTo(b);
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam.Config(0, 0, 0))
        .withMessageContaining("learning-rate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam.Config(Double.NaN, 0, 0))
        .withMessageContaining("learning-rate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam.Config(1, -1, 0))
        .withMessageContaining("weight-decay");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam.Config(1, 0, -1))
        .withMessageContaining("maximum-gradient-norm");
  }
}
