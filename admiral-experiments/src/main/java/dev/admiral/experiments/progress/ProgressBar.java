package dev.admiral.experiments.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line of a terminal that is drawn over and over. */
final class ProgressBar implements Progress {
  private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
  private static final int BAR_COLUMNS = 30;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final RemainingTime remaining;
  private final int columns;
  private long lastDrawn;
  private String line = "";

  ProgressBar(PrintStream out, RemainingTime remaining, int columns) {
    this.out = out;
    this.remaining = remaining;
    this.columns = columns;
  }

  /** The terminal's width as the shell exports it, else the usual one. */
  static int columns() {
    String exported = System.getenv("COLUMNS");
    return exported != null && exported.matches("[1-9][0-9]{1,3}")
        ? Integer.parseInt(exported)
        : 80;
  }

  @Override
  public void update(double fraction, String phase) {
    String eta = remaining.textAt(fraction);
    long now = remaining.now();
    if (!line.isEmpty() && now - lastDrawn < INTERVAL_NANOS) {
      return;
    }
    lastDrawn = now;
    int filled = (int) (Math.clamp(fraction, 0.0, 1.0) * BAR_COLUMNS);
    String text =
        String.format(
            Locale.ROOT,
            "[%s%s] %3d %%  %s  %s",
            "#".repeat(filled),
            " ".repeat(BAR_COLUMNS - filled),
            (int) (100 * fraction),
            eta,
            phase);
    // A line that is full would wrap, and could not be drawn over.
    line = text.substring(0, Math.min(text.length(), columns - 1));
    draw(ERASE_LINE + line);
  }

  @Override
  public void message(String message) {
    draw(ERASE_LINE + message + System.lineSeparator() + line);
  }

  @Override
  public void close() {
    if (!line.isEmpty()) {
      draw(ERASE_LINE);
      line = "";
    }
  }

  private void draw(String text) {
    out.print(text);
    out.flush();
  }
}
