package dev.admiral.sac;

import java.util.List;
import java.util.Locale;

/** Refuses what will not fit into the heap before it is begun, and not hours later. */
public final class HeapMemory {
  /** The part of the heap that may be taken; the rest is for networks, and for what is soon garbage. */
  private static final double PART = 0.8;

  /** Matrices of inputs beside those within networks: kept, next, own, and gradients by them. */
  private static final int INPUT_MATRICES = 8;

  /** To what widths of layers are padded. */
  private static final int LANES = 16;

  /** Each so many rows of a batch have a gradient by the parameters of their own. */
  private static final int CHUNK = 256;

  private HeapMemory() {}

  /**
   * @param what it is for, such as {@code a replay buffer of 1000000 transitions}
   * @param stored that it will take in the end [bytes]; a checkpoint holds a copy of it while it is written
   * @param batches what gradient steps take beside it [bytes]
   * @param heap how large the heap may become [bytes]
   * @throws IllegalArgumentException if that is too much
   */
  public static void require(String what, long stored, long batches, long heap) {
    double peak = 2.0 * stored + batches;
    if (peak > PART * heap) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s takes %.2f GiB, as much again while a checkpoint is written, and its batches take"
                  + " %.2f GiB, but all of it may be at most %.2f of a heap of %.2f GiB: make it"
                  + " smaller, or the heap larger, such as ADMIRAL_JAVA_OPTIONS=-Xmx%.0fg",
              what,
              gibibytes(stored),
              gibibytes(batches),
              PART * gibibytes(heap),
              gibibytes(heap),
              Math.ceil(gibibytes(peak) / PART)));
    }
  }

  /**
   * What gradient steps take that run networks on batches: their layers' outputs, the gradients by them and by the
   * parameters, and the batches themselves [bytes].
   *
   * @param rows of a batch
   * @param inputs of each network
   * @param hidden the widths of each network's hidden layers
   * @param networks how many there are
   */
  public static long ofBatches(long rows, int inputs, List<Integer> hidden, int networks) {
    long outputs = LANES;
    long weights = 0;
    long width = padded(inputs);
    for (int layer : hidden) {
      outputs += padded(layer);
      weights += width * padded(layer);
      width = padded(layer);
    }
    long each = 2 * outputs + padded(inputs) + weights / CHUNK;
    return Float.BYTES * rows * (networks * each + (long) INPUT_MATRICES * inputs);
  }

  private static long padded(int width) {
    return (width + LANES - 1L) / LANES * LANES;
  }

  private static double gibibytes(double bytes) {
    return bytes / (1L << 30);
  }
}
