package dev.admiral.pearl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class GaussianProductTest {
  private static final int SIZE = 3;

  private final RandomStream random = RandomStream.of(2);

  private Matrix factors(int rows) {
    Matrix outputs = Matrix.zeros(rows, 2 * SIZE);
    for (int i = 0; i < outputs.values().length; i++) {
      outputs.values()[i] = (float) random.nextGaussian();
    }
    return outputs;
  }

  private static double density(double x, double mean, double variance) {
    return Math.exp(-(x - mean) * (x - mean) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  }

  /// The moments of the product of the densities, by integration.
  @Test
  void isTheProductOfTheDensities() {
    Matrix outputs = factors(7);
    GaussianProduct product = new GaussianProduct(SIZE);
    product.clear();
    product.multiply(outputs.rows(0, 4));
    product.multiply(outputs.rows(4, 7));
    for (int i = 0; i < SIZE; i++) {
      double mass = 0;
      double first = 0;
      double second = 0;
      for (int k = -40_000; k <= 40_000; k++) {
        double x = k * 2e-4;
        double density = 1;
        for (int r = 0; r < 7; r++) {
          double variance = Math.log(1 + Math.exp(outputs.get(r, SIZE + i)));
          density *= density(x, outputs.get(r, i), variance);
        }
        mass += density;
        first += x * density;
        second += x * x * density;
      }
      double mean = first / mass;
      assertThat(product.mean()[i]).isCloseTo(mean, within(1e-6));
      assertThat(product.variance()[i]).isCloseTo(second / mass - mean * mean, within(1e-6));
    }
  }

  @Test
  void doesNotDependOnTheOrder() {
    Matrix outputs = factors(20);
    GaussianProduct forward = new GaussianProduct(SIZE);
    GaussianProduct backward = new GaussianProduct(SIZE);
    forward.multiply(outputs);
    for (int r = 19; r >= 0; r--) {
      backward.multiply(outputs.rows(r, r + 1));
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat(backward.mean()[i]).isCloseTo(forward.mean()[i], within(1e-12));
      assertThat(backward.variance()[i]).isCloseTo(forward.variance()[i], within(1e-12));
    }
  }

  /// Against central differences of Σ (aᵢ·μᵢ + bᵢ·σᵢ²) in double precision.
  @Test
  void theGradientIsThatOfDifferences() {
    int rows = 6;
    Matrix outputs = factors(rows);
    outputs.set(2, SIZE, -40); // a variance below the least
    double[] a = {0.3, -1.2, 0.7};
    double[] b = {-0.5, 2, 0.1};
    GaussianProduct product = new GaussianProduct(SIZE);
    product.multiply(outputs);
    Matrix gradient = Matrix.zeros(rows, 2 * SIZE);
    product.pullBack(outputs, a, b, gradient);
    double[] x = new double[outputs.values().length];
    for (int k = 0; k < x.length; k++) {
      x[k] = outputs.values()[k];
    }
    double h = 1e-5;
    for (int k = 0; k < x.length; k++) {
      ToDoubleFunction<double[]> loss = z -> loss(z, rows, a, b);
      double[] up = x.clone();
      double[] down = x.clone();
      up[k] += h;
      down[k] -= h;
      double slope = (loss.applyAsDouble(up) - loss.applyAsDouble(down)) / (2 * h);
      assertThat((double) gradient.values()[k])
          .isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
    }
  }

  private static double loss(double[] x, int rows, double[] a, double[] b) {
    double loss = 0;
    for (int i = 0; i < SIZE; i++) {
      double precision = 0;
      double weighted = 0;
      for (int r = 0; r < rows; r++) {
        double variance = Math.max(1e-7, Math.log1p(Math.exp(x[r * 2 * SIZE + SIZE + i])));
        precision += 1 / variance;
        weighted += x[r * 2 * SIZE + i] / variance;
      }
      loss += a[i] * weighted / precision + b[i] / precision;
    }
    return loss;
  }

  @Test
  void samplesHaveTheMoments() {
    LatentDistribution belief =
        new LatentDistribution(new double[] {1, -2}, new double[] {0.25, 4});
    int samples = 50_000;
    double[] mean = new double[2];
    double[] square = new double[2];
    for (int k = 0; k < samples; k++) {
      float[] z = belief.sample(random);
      for (int i = 0; i < 2; i++) {
        double standard = (z[i] - belief.mean()[i]) / Math.sqrt(belief.variance()[i]);
        mean[i] += standard / samples;
        square[i] += standard * standard / samples;
      }
    }
    for (int i = 0; i < 2; i++) {
      assertThat(mean[i]).isCloseTo(0, within(5 / Math.sqrt(samples)));
      assertThat(square[i]).isCloseTo(1, within(5 * Math.sqrt(2.0 / samples)));
    }
  }
}
