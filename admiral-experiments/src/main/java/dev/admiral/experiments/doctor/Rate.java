package dev.admiral.experiments.doctor;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much work is done per second, measured after a warm-up. */
final class Rate {
  private static final long MEASURED_NANOS = Duration.ofMillis(400).toNanos();

  private Rate() {}

  /**
   * Measures.
   *
   * @param work does a bit and returns how much that was
   * @return amount per second
   */
  static double of(LongSupplier work) {
    during(work);
    return during(work);
  }

  private static double during(LongSupplier work) {
    long start = System.nanoTime();
    long amount = 0;
    long elapsed;
    do {
      amount += work.getAsLong();
      elapsed = System.nanoTime() - start;
    } while (elapsed < MEASURED_NANOS);
    return amount * 1e9 / elapsed;
  }
}
