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

/** {@code evaluate}: measures the latest checkpoint of a run. */
@Command(
    name = "evaluate",
    description = {
      "Evaluates the latest checkpoint of a run and writes its report anew.",
      "--set changes settings for this evaluation alone."
    },
    footer =
        "  ./admiral evaluate runs/admrl-hopper-2d-20260101-120000-s1 --set evaluation.seeds=5")
final class EvaluateCommand implements Callable<Integer> {
  private final Console console;
  private final Algorithms algorithms;

  @Parameters(paramLabel = "RUN_DIR", description = "The folder of the run.")
  private Path folder = Path.of("");

  @Mixin private SettingsOption settings = new SettingsOption();

  @Mixin private RunThreadsOption threads = new RunThreadsOption();

  @Mixin private QuietOption quiet = new QuietOption();

  EvaluateCommand(Console console, Algorithms algorithms) {
    this.console = console;
    this.algorithms = algorithms;
  }

  @Override
  public Integer call() {
    RunFolder run = RunFolder.open(folder);
    RunConfig config = threads.applyTo(RunConfig.read(run.config()).with(settings.assignments()));
    Experiment<?> experiment = Experiment.of(algorithms, config, run);
    return new RunSession(console, experiment, quiet.isQuiet(), settings.arguments()).evaluate();
  }
}
