package dev.admiral.experiments.progress;

import java.io.PrintStream;

/** Tells a person how far a long piece of work has come. */
public interface Progress extends AutoCloseable {

  /** Tells nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void update(double fraction, String phase) {}

        @Override
        public void message(String line) {}
      };

  /**
   * Reports a state; may be called as often as convenient.
   *
   * @param fraction what part of the work is done, in [0, 1]
   * @param phase what is being done now, in a few words
   */
  void update(double fraction, String phase);

  /** Prints a line that stays. */
  void message(String line);

  /** Removes what is not meant to stay. */
  @Override
  default void close() {}

  /** A bar on a terminal, lines elsewhere. */
  static Progress to(PrintStream out, boolean terminal) {
    return terminal
        ? new ProgressBar(out, new RemainingTime(System::nanoTime), ProgressBar.columns())
        : new ProgressLines(out, new RemainingTime(System::nanoTime));
  }
}
