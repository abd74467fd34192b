package dev.admiral.cli;

import picocli.CommandLine.Option;

/** {@code --quiet}, of the commands that work for long. */
final class QuietOption {
  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  boolean isQuiet() {
    return quiet;
  }
}
