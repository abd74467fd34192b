package dev.admiral.cli;

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
    return count;
  }
}
