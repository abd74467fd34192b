package dev.admiral.trpo;

import dev.admiral.learner.NonFiniteException;

/**
 * Conjugate gradients for A x = b with a symmetric positive (semi-)definite A that is only known by its
 * products. In finite precision and with an estimated A the residual does not fall monotonically, so the
 * iterate with the smallest residual is what is returned.
 *
 * @param maximumIterations at most this many products, at least 1
 * @param tolerance stops when ‖b − Ax‖ falls below this times ‖b‖
 */
public record ConjugateGradient(int maximumIterations, double tolerance) {
  public ConjugateGradient {
    if (maximumIterations < 1) {
      throw new IllegalArgumentException(
          "maximum-iterations must be at least 1, not " + maximumIterations);
    }
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must not be negative: " + tolerance);
    }
  }

  /** The product with A. */
  @FunctionalInterface
  public interface LinearOperator {
    /** Writes A·x into {@code result}, both of shape {@code [n]}. */
    void apply(double[] x, double[] result);
  }

  /**
   * The outcome.
   *
   * @param x the best iterate, shape {@code [n]}
   * @param curvature xᵀAx of it, from the recursion's residual: no further product
   * @param relativeResidual ‖b − Ax‖/‖b‖ of it, as the recursion has it; 0 where b = 0
   * @param iterations how many products were made
   */
  public record Solution(double[] x, double curvature, double relativeResidual, int iterations) {}

  /**
   * Solves A x = b from x = 0.
   *
   * @throws NonFiniteException if b or a product is not finite
   */
  public Solution solve(LinearOperator a, double[] b) {
    int n = b.length;
    double[] x = new double[n];
    double[] best = new double[n];
    double[] residual = b.clone();
    double[] direction = b.clone();
    double[] product = new double[n];
    double squared = NonFiniteException.check("the right-hand side's square", dot(b, b));
    double start = squared;
    double bestSquared = squared;
    double bestCurvature = 0;
    int iterations = 0;
    while (iterations < maximumIterations && squared > tolerance * tolerance * start) {
      a.apply(direction, product);
      iterations++;
      double curvature = NonFiniteException.check("the curvature", dot(direction, product));
      if (curvature <= 0) {
        break;
      }
      double step = squared / curvature;
      addScaled(step, direction, x);
      addScaled(-step, product, residual);
      double next = dot(residual, residual);
      if (next < bestSquared) {
        bestSquared = next;
        bestCurvature = dot(x, b) - dot(x, residual); // Ax = b − r
        System.arraycopy(x, 0, best, 0, n);
      }
      double ratio = next / squared;
      for (int i = 0; i < n; i++) {
        direction[i] = residual[i] + ratio * direction[i];
      }
      squared = next;
    }
    return new Solution(
        best, bestCurvature, start == 0 ? 0 : Math.sqrt(bestSquared / start), iterations);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }

  private static void addScaled(double factor, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.fma(factor, x[i], y[i]);
    }
  }
}
