package dev.admiral.policy;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;

/// Batches for the tests of this package.
final class Samples {
  private Samples() {}

  /// Normal numbers in a view that is neither dense nor at the beginning of its array; the rest is NaN.
  static Matrix gaussian(RandomStream random, int rows, int columns, double scale) {
    Matrix matrix = sparse(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix.set(r, c, (float) (scale * random.nextGaussian()));
      }
    }
    return matrix;
  }

  /// Zeros surrounded by NaN.
  static Matrix sparse(int rows, int columns) {
    float[] values = new float[3 + rows * (columns + 2)];
    java.util.Arrays.fill(values, Float.NaN);
    Matrix matrix = new Matrix(values, 3, rows, columns, columns + 2);
    matrix.fill(0);
    return matrix;
  }

  static Matrix copy(Matrix source) {
    Matrix copy = sparse(source.rows(), source.columns());
    copy.copyFrom(source);
    return copy;
  }

  static float[] weights(RandomStream random, int rows) {
    float[] weights = new float[rows];
    for (int r = 0; r < rows; r++) {
      weights[r] = (float) random.nextGaussian();
    }
    return weights;
  }

  static double[] row(Matrix matrix, int row) {
    double[] result = new double[matrix.columns()];
    for (int c = 0; c < result.length; c++) {
      result[c] = matrix.get(row, c);
    }
    return result;
  }

  static RandomStream[] streams(int rows, long seed) {
    RandomStream[] streams = new RandomStream[rows];
    for (int r = 0; r < rows; r++) {
      streams[r] = RandomStream.of(seed + r);
    }
    return streams;
  }
}
