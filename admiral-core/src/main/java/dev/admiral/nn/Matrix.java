package dev.admiral.nn;

import java.util.Arrays;
import java.util.Objects;

/**
 * A view of {@code rows × columns} single-precision numbers inside an array: element (r, c) is
 * {@code values[offset + r·stride + c]}. Views share their array, so a range of rows can be handed to
 * a worker without a copy.
 *
 * @param values the array that holds the numbers, shared and mutable
 * @param offset where row 0 begins
 * @param rows how many rows
 * @param columns how many numbers of each row count
 * @param stride the distance between the beginnings of two rows, at least {@code columns}
 */
public record Matrix(float[] values, int offset, int rows, int columns, int stride) {
  public Matrix {
    Objects.checkFromIndexSize(
        offset, rows == 0 ? 0 : (rows - 1) * stride + columns, values.length);
    if (stride < columns) {
      throw new IllegalArgumentException("stride " + stride + " < columns " + columns);
    }
  }

  /** A dense matrix of zeros. */
  public static Matrix zeros(int rows, int columns) {
    return new Matrix(new float[Math.multiplyExact(rows, columns)], 0, rows, columns, columns);
  }

  /** A dense view of the whole array, {@code rows = values.length / columns}. */
  public static Matrix of(float[] values, int columns) {
    return new Matrix(values, 0, values.length / columns, columns, columns);
  }

  public float get(int row, int column) {
    return values[offset + row * stride + column];
  }

  public void set(int row, int column, float value) {
    values[offset + row * stride + column] = value;
  }

  /** Where row {@code row} begins in {@link #values}. */
  public int rowOffset(int row) {
    return offset + row * stride;
  }

  /** A view of the rows {@code from} (inclusive) to {@code to} (exclusive). */
  public Matrix rows(int from, int to) {
    Objects.checkFromToIndex(from, to, rows);
    return new Matrix(values, offset + from * stride, to - from, columns, stride);
  }

  /** A view of the columns {@code from} (inclusive) to {@code to} (exclusive). */
  public Matrix columns(int from, int to) {
    Objects.checkFromToIndex(from, to, columns);
    return new Matrix(values, offset + from, rows, to - from, stride);
  }

  /** Copies {@code source} (same shape) into this view. */
  public void copyFrom(Matrix source) {
    if (source.rows != rows || source.columns != columns) {
      throw new IllegalArgumentException(
          "shape [%d, %d] does not fit [%d, %d]"
              .formatted(source.rows, source.columns, rows, columns));
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(source.values, source.rowOffset(r), values, rowOffset(r), columns);
    }
  }

  /** Copies row {@code sourceRow} of {@code source} (same number of columns) into row {@code row}. */
  public void copyRow(int row, Matrix source, int sourceRow) {
    if (source.columns != columns) {
      throw new IllegalArgumentException(
          "a row of %d does not fit one of %d".formatted(source.columns, columns));
    }
    System.arraycopy(source.values, source.rowOffset(sourceRow), values, rowOffset(row), columns);
  }

  public void fill(float value) {
    for (int r = 0; r < rows; r++) {
      Arrays.fill(values, rowOffset(r), rowOffset(r) + columns, value);
    }
  }

  /** Identity, as for the array it views. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "Matrix[" + rows + ", " + columns + "]";
  }
}
