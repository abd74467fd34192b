package dev.admiral.torch;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.Arrays;

/// Random numbers for the tests, and comparisons of what comes out.
final class Numbers {
  private Numbers() {}

  static float[] uniform(RandomStream random, int count, double limit) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-limit, limit);
    }
    return values;
  }

  /// A view with NaN around it and between its rows.
  static Matrix gaussian(RandomStream random, int rows, int columns) {
    int gap = 2;
    float[] values = new float[gap + rows * (columns + gap)];
    Arrays.fill(values, Float.NaN);
    Matrix matrix = new Matrix(values, gap, rows, columns, columns + gap);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix.set(r, c, (float) random.nextGaussian());
      }
    }
    return matrix;
  }

  /// The numbers of a matrix, row after row.
  static double[] of(Matrix matrix) {
    double[] numbers = new double[matrix.rows() * matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.columns(); c++) {
        numbers[r * matrix.columns() + c] = matrix.get(r, c);
      }
    }
    return numbers;
  }

  static double[] of(float[] values) {
    return of(Matrix.of(values, values.length));
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /// Within `tolerance` of the largest of the expected numbers, or of 1.
  static void assertClose(double[] actual, double[] expected, double tolerance) {
    if (actual.length != expected.length) {
      throw new AssertionError(actual.length + " numbers instead of " + expected.length);
    }
    double largest = 1;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < actual.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= tolerance * largest)) {
        throw new AssertionError(
            "element %d of %d: %s instead of %s (the largest is %s)"
                .formatted(i, actual.length, actual[i], expected[i], largest));
      }
    }
  }
}
