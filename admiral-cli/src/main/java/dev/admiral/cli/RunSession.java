package dev.admiral.cli;

import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.StopSignal;
import dev.admiral.experiments.run.TrainingRun.Outcome;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;

/** What {@code train} and {@code resume} have in common: everything once the run exists. */
final class RunSession {
  /** 128 + SIGINT, as shells have it; a signal to this process sets its own. */
  private static final int STOPPED = 130;

  private final Console console;
  private final Experiment<?> experiment;
  private final boolean quiet;

  RunSession(Console console, Experiment<?> experiment, boolean quiet) {
    this.console = console;
    this.experiment = experiment;
    this.quiet = quiet;
  }

  /** Trains, evaluates and prints what came out; returns the exit status. */
  int train() {
    Path path = experiment.folder().path();
    try (StopSignal stop = StopSignal.listen()) {
      if (train(stop) == Outcome.STOPPED) {
        console.err().println("stopped; to go on: ./admiral resume " + path);
        return STOPPED;
      }
    }
    if (experiment.wantsEvaluation()) {
      evaluate();
    }
    report();
    return ExitCode.OK;
  }

  private Outcome train(StopSignal stop) {
    try (Progress progress = console.progress(quiet)) {
      return experiment.train(progress, stop);
    }
  }

  /** Evaluates the latest checkpoint. */
  void evaluate() {
    try (Progress progress = console.progress(quiet)) {
      progress.message(
          "evaluating; if interrupted: ./admiral evaluate " + experiment.folder().path());
      experiment.evaluate(progress);
    }
  }

  /** Writes the report, and prints what came out. */
  void report() {
    experiment.report().ifPresent(console.err()::println);
    ResultSummary.print(experiment, console.out());
    console.out().println("report: " + experiment.folder().report());
  }
}
