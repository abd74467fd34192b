package dev.admiral.experiments.doctor;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much work is done per second at best, once the compiler has seen enough of it. */
final class Rate {
  private static final long WINDOW_NANOS = Duration.ofMillis(100).toNanos();
  private static final int MAXIMUM_WINDOWS = 30;
  private static final int PATIENCE = 6;
  private static final double IMPROVEMENT = 1.03;

  private Rate() {}

  /**
   * Measures until it gets no better, for three seconds at most.
   *
   * @param work does a bit, milliseconds at most, and returns how much that was
   * @return amount per second
   */
  static double of(LongSupplier work) {
    double best = 0;
    int sinceBest = 0;
    for (int window = 0; window < MAXIMUM_WINDOWS && sinceBest < PATIENCE; window++) {
      double rate = during(work);
      sinceBest = rate > best * IMPROVEMENT ? 0 : sinceBest + 1;
      best = Math.max(best, rate);
    }
    return best;
  }

  private static double during(LongSupplier work) {
    long start = System.nanoTime();
    long amount = 0;
    long elapsed;
    do {
      amount += work.getAsLong();
      elapsed = System.nanoTime() - start;
    } while (elapsed < WINDOW_NANOS);
    return amount * 1e9 / elapsed;
  }
}
