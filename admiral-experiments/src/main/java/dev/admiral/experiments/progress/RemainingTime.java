package dev.admiral.experiments.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Estimates the time that remains by the pace since the first observation, so that work that was
 * done before a resume does not count.
 */
final class RemainingTime {
  private final LongSupplier nanoTime;
  private long start;
  private double startFraction = Double.NaN;

  RemainingTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** The estimate; empty while there is no pace yet. */
  Optional<Duration> at(double fraction) {
    if (Double.isNaN(startFraction) || fraction < startFraction) {
      start = now();
      startFraction = fraction;
    }
    double done = fraction - startFraction;
    if (done <= 0) {
      return Optional.empty();
    }
    double nanos = (now() - start) * (1 - fraction) / done;
    return Optional.of(Duration.ofNanos(Math.round(nanos)));
  }

  /** As {@code ETA 1:02:03} or {@code ETA 2:03}, or nothing without an estimate. */
  String textAt(double fraction) {
    return at(fraction)
        .map(left ->
            left.toHours() > 0
                ? String.format(
                    Locale.ROOT,
                    "ETA %d:%02d:%02d",
                    left.toHours(),
                    left.toMinutesPart(),
                    left.toSecondsPart())
                : String.format(
                    Locale.ROOT, "ETA %d:%02d", left.toMinutesPart(), left.toSecondsPart()))
        .orElse("");
  }
}
