package dev.admiral.ppo;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;

/** Many observations, row by row. */
sealed interface ObservationStore {

  /** Copies {@code observations} into the rows from {@code row} on. */
  void write(int row, Matrix observations);

  /** Copies the rows {@code rows[first]}, … into those of {@code target}. */
  void gather(int[] rows, int first, Matrix target, Workers workers);

  static ObservationStore of(int rows, int size, boolean bytes) {
    return bytes
        ? new Pixels(new byte[Math.multiplyExact(rows, size)], size)
        : new Numbers(Matrix.zeros(rows, size));
  }

  /** Single-precision numbers. */
  record Numbers(Matrix values) implements ObservationStore {
    @Override
    public void write(int row, Matrix observations) {
      values.rows(row, row + observations.rows()).copyFrom(observations);
    }

    @Override
    public void gather(int[] rows, int first, Matrix target, Workers workers) {
      workers.ranges(
          target.rows(),
          (from, to) -> {
            for (int r = from; r < to; r++) {
              target.copyRow(r, values, rows[first + r]);
            }
          });
    }
  }

  /** Whole numbers from 0 to 255, in a quarter of the memory. */
  record Pixels(byte[] values, int size) implements ObservationStore {
    @Override
    public void write(int row, Matrix observations) {
      float[] source = observations.values();
      for (int r = 0; r < observations.rows(); r++) {
        int from = observations.rowOffset(r);
        int to = (row + r) * size;
        for (int i = 0; i < size; i++) {
          values[to + i] = (byte) (int) source[from + i];
        }
      }
    }

    @Override
    public void gather(int[] rows, int first, Matrix target, Workers workers) {
      workers.ranges(
          target.rows(),
          (begin, end) -> {
            for (int r = begin; r < end; r++) {
              int from = rows[first + r] * size;
              int to = target.rowOffset(r);
              for (int i = 0; i < size; i++) {
                target.values()[to + i] = values[from + i] & 0xff;
              }
            }
          });
    }
  }
}
