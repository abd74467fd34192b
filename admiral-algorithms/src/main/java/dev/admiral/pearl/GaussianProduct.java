package dev.admiral.pearl;

import dev.admiral.nn.Matrix;
import java.util.Arrays;

/**
 * The normalised product of Gaussian factors, q(z|c) ∝ Π_n N(z; μ_n, σ_n²): 1/σ² = Σ 1/σ_n², μ = σ² Σ μ_n/σ_n². A
 * factor is a row of the encoder's outputs, μ_n and then s_n with σ_n² = softplus(s_n), but at least {@value
 * #MINIMUM_VARIANCE}.
 */
final class GaussianProduct {
  /** Below it a factor has no slope. */
  static final double MINIMUM_VARIANCE = 1e-7;

  private final int size;
  private final double[] precision;
  private final double[] weighted;
  private final double[] mean;
  private final double[] variance;

  /**
   * @param size how many coordinates z has
   */
  GaussianProduct(int size) {
    this.size = size;
    this.precision = new double[size];
    this.weighted = new double[size];
    this.mean = new double[size];
    this.variance = new double[size];
  }

  /** Begins anew, without a factor. */
  void clear() {
    Arrays.fill(precision, 0);
    Arrays.fill(weighted, 0);
  }

  /**
   * Multiplies by the factors of a batch.
   *
   * @param outputs at least one row, shape {@code [rows, 2·latent]}
   */
  void multiply(Matrix outputs) {
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < size; i++) {
        double factor = 1 / variance(outputs, r, i);
        precision[i] += factor;
        weighted[i] += factor * outputs.get(r, i);
      }
    }
    for (int i = 0; i < size; i++) {
      variance[i] = 1 / precision[i];
      mean[i] = weighted[i] / precision[i];
    }
  }

  private double variance(Matrix outputs, int row, int i) {
    return Math.max(MINIMUM_VARIANCE, softplus(outputs.get(row, size + i)));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** μ, live. */
  double[] mean() {
    return mean;
  }

  /** σ², live. */
  double[] variance() {
    return variance;
  }

  /** A copy of what it came to. */
  LatentDistribution distribution() {
    return new LatentDistribution(mean.clone(), variance.clone());
  }

  /**
   * Pulls a gradient by μ and σ² back to the factors, of which there are none but {@code outputs}.
   *
   * @param meanGradient shape {@code [latent]}
   * @param varianceGradient shape {@code [latent]}
   * @param outputGradient shape {@code [rows, 2·latent]}, overwritten
   */
  void pullBack(
      Matrix outputs, double[] meanGradient, double[] varianceGradient, Matrix outputGradient) {
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < size; i++) {
        double s = outputs.get(r, size + i);
        double soft = softplus(s);
        double factor = 1 / Math.max(MINIMUM_VARIANCE, soft);
        outputGradient.set(r, i, (float) (meanGradient[i] * factor * variance[i]));
        double byFactor =
            variance[i]
                * (meanGradient[i] * (outputs.get(r, i) - mean[i])
                    - varianceGradient[i] * variance[i]);
        double slope = soft < MINIMUM_VARIANCE ? 0 : 1 / (1 + Math.exp(-s));
        outputGradient.set(r, size + i, (float) (-byFactor * factor * factor * slope));
      }
    }
  }
}
