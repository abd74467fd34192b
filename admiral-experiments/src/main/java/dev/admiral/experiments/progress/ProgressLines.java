package dev.admiral.experiments.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A plain line now and then, for logs. */
final class ProgressLines implements Progress {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final PrintStream out;
  private final RemainingTime remaining;
  private long lastLine;
  private boolean started;

  ProgressLines(PrintStream out, RemainingTime remaining) {
    this.out = out;
    this.remaining = remaining;
  }

  @Override
  public void update(double fraction, String phase) {
    String eta = remaining.textAt(fraction);
    long now = remaining.now();
    if (started && now - lastLine < INTERVAL_NANOS) {
      return;
    }
    started = true;
    lastLine = now;
    String percent = String.format(Locale.ROOT, "%3d %%", (int) (100 * fraction));
    out.println(eta.isEmpty() ? percent + "  " + phase : percent + "  " + eta + "  " + phase);
  }

  @Override
  public void message(String line) {
    out.println(line);
  }
}
