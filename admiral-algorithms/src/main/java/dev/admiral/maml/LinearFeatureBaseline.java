package dev.admiral.maml;

import dev.admiral.rollout.EpisodeBatch;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * A baseline that is linear in (x, x², τ, τ², τ³, 1), x the observation and τ a hundredth of the time step,
 * fitted by least squares with a little regularisation to the returns to go of the very batch that it then
 * predicts (Duan et al., Benchmarking Deep Reinforcement Learning, ICML 2016).
 */
final class LinearFeatureBaseline {
  private static final double REGULARISATION = 1e-5;
  private static final int ATTEMPTS = 5;
  private static final double TIME_UNIT = 100;

  private LinearFeatureBaseline() {}

  /**
   * What the baseline predicts of every row after its fit, shape {@code [R]}.
   *
   * @param returns to go of every row, shape {@code [R]}
   */
  static double[] fitted(EpisodeBatch episodes, double[] returns) {
    int size = 2 * episodes.observations().columns() + 4;
    double[][] squares = new double[size][size];
    double[] moments = new double[size];
    double[] features = new double[size];
    for (int r = 0; r < returns.length; r++) {
      features(episodes, r, features);
      for (int i = 0; i < size; i++) {
        moments[i] += features[i] * returns[r];
        for (int j = 0; j <= i; j++) {
          squares[i][j] += features[i] * features[j];
        }
      }
    }
    double[] weights = solve(squares, moments);
    double[] values = new double[returns.length];
    for (int r = 0; r < values.length; r++) {
      features(episodes, r, features);
      for (int i = 0; i < size; i++) {
        values[r] += weights[i] * features[i];
      }
    }
    return values;
  }

  private static void features(EpisodeBatch episodes, int row, double[] features) {
    int n = episodes.observations().columns();
    for (int i = 0; i < n; i++) {
      double x = episodes.observations().get(row, i);
      features[i] = x;
      features[n + i] = x * x;
    }
    double time = episodes.time(row) / TIME_UNIT;
    features[2 * n] = time;
    features[2 * n + 1] = time * time;
    features[2 * n + 2] = time * time * time;
    features[2 * n + 3] = 1;
  }

  /** With ten times the regularisation where rounding left the matrix short of positive definite. */
  private static double[] solve(double[][] squares, double[] moments) {
    double regularisation = REGULARISATION;
    for (int attempt = 1; ; attempt++, regularisation *= 10) {
      try {
        return new CholeskyDecomposition(regularised(squares, regularisation))
            .getSolver()
            .solve(new ArrayRealVector(moments, false))
            .toArray();
      } catch (MathRuntimeException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static RealMatrix regularised(double[][] squares, double regularisation) {
    double[][] matrix = new double[squares.length][squares.length];
    for (int i = 0; i < squares.length; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = squares[i][j];
        matrix[j][i] = squares[i][j];
      }
      matrix[i][i] += regularisation;
    }
    return new Array2DRowRealMatrix(matrix, false);
  }
}
