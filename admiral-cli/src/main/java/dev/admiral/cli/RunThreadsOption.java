package dev.admiral.cli;

import dev.admiral.experiments.run.RunConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --threads}, of the commands that go on with a run: it may have been begun on another machine. */
final class RunThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many threads compute; results do not depend on it. Default: as many as the run was"
              + " begun with.")
  private @Nullable Integer count;

  RunConfig applyTo(RunConfig run) {
    return count == null ? run : run.withThreads(ThreadsOption.check(count));
  }
}
