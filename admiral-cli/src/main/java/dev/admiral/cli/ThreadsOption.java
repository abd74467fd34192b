package dev.admiral.cli;

import dev.admiral.experiments.UsageException;
import picocli.CommandLine.Option;

/** {@code --threads}, of the commands that decide on how many threads something is computed. */
final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many threads compute; results do not depend on it. Default: all, ${DEFAULT-VALUE}"
              + " here.")
  private int count = Runtime.getRuntime().availableProcessors();

  int count() {
    return check(count);
  }

  /** A number of threads that somebody asked for. */
  static int check(int count) {
    if (count < 1) {
      throw new UsageException("threads must be at least 1, not " + count);
    }
    return count;
  }
}
