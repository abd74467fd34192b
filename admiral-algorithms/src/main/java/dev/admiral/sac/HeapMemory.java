package dev.admiral.sac;

import java.util.Locale;

/** Refuses what will not fit into the heap before it is begun, and not hours later. */
public final class HeapMemory {
  /** The part of the heap that stored transitions may take; the rest is for networks, and for checkpoints. */
  private static final double PART = 0.75;

  private HeapMemory() {}

  /**
   * @param what it is for, such as {@code a replay buffer of 1000000 transitions}
   * @param bytes that it will take in the end
   * @param heap how large the heap may become [bytes]
   * @throws IllegalArgumentException if that is too much
   */
  public static void require(String what, long bytes, long heap) {
    if (bytes > PART * heap) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s takes %.2f GiB, but of a heap of %.2f GiB may be at most %.2f: make it smaller,"
                  + " or the heap larger by -Xmx",
              what,
              gibibytes(bytes),
              gibibytes(heap),
              PART * gibibytes(heap)));
    }
  }

  private static double gibibytes(double bytes) {
    return bytes / (1L << 30);
  }
}
