package dev.admiral.cli;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume}: goes on with a run that was stopped, killed or has failed. */
@Command(
    name = "resume",
    description = {
      "Goes on with a run from its last checkpoint.",
      "It ends with the numbers of a run that was never interrupted."
    },
    footer = "  ./admiral resume runs/admrl-hopper-2d-20260101-120000-s1")
final class ResumeCommand implements Callable<Integer> {
  private final Console console;
  private final Algorithms algorithms;

  @Parameters(paramLabel = "RUN_DIR", description = "The folder of the run.")
  private Path folder = Path.of("");

  @Mixin private RunThreadsOption threads = new RunThreadsOption();

  @Mixin private QuietOption quiet = new QuietOption();

  ResumeCommand(Console console, Algorithms algorithms) {
    this.console = console;
    this.algorithms = algorithms;
  }

  @Override
  public Integer call() {
    RunFolder run = RunFolder.open(folder);
    RunConfig config = threads.applyTo(RunConfig.read(run.config()));
    config.changedVersions().forEach(console.err()::println);
    return new RunSession(console, Experiment.of(algorithms, config, run), quiet.isQuiet())
        .resume();
  }
}
