package dev.admiral.cli;

import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.StopSignal;
import dev.admiral.experiments.run.TrainingRun.Outcome;
import picocli.CommandLine.ExitCode;

/** What {@code train} and {@code resume} have in common: everything once the run exists. */
final class RunSession {
  private final Console console;
  private final Experiment<?> experiment;
  private final boolean quiet;
  private final String arguments;

  RunSession(Console console, Experiment<?> experiment, boolean quiet) {
    this(console, experiment, quiet, "");
  }

  /**
   * @param arguments what the settings of an evaluation were changed by, each after a space
   */
  RunSession(Console console, Experiment<?> experiment, boolean quiet, String arguments) {
    this.console = console;
    this.experiment = experiment;
    this.quiet = quiet;
    this.arguments = arguments;
  }

  /** As {@link #resume}, and says at first how long the run will take, measured now. */
  int begin() {
    return train(!quiet);
  }

  /** Trains, evaluates and prints what came out; returns the exit status. */
  int resume() {
    return train(false);
  }

  private void announce() {
    experiment
        .estimate(0)
        .ifPresent(estimate ->
            console.err().println("expected, at the rates measured now: " + estimate.text()));
  }

  private int train(boolean announced) {
    Outcome outcome;
    try (StopSignal stop = console.listenForStop()) {
      if (announced) {
        announce();
      }
      outcome = train(stop);
      if (outcome == Outcome.STOPPED) {
        console.err().println("stopped; to go on: ./admiral resume " + experiment.folder().path());
        return Main.STOPPED;
      }
    }
    boolean trainedBefore = outcome == Outcome.ALREADY_FINISHED;
    boolean missing = experiment.wantsEvaluation() && !(trainedBefore && experiment.isEvaluated());
    if (trainedBefore && !quiet) {
      console
          .err()
          .println(
              missing
                  ? "already trained: only its evaluation is missing"
                  : "already trained: nothing to do");
    }
    return missing ? evaluate() : report();
  }

  private Outcome train(StopSignal stop) {
    try (Progress progress = console.progress(quiet)) {
      return experiment.train(progress, stop);
    }
  }

  /** Evaluates the latest checkpoint and prints what came out; returns the exit status. */
  int evaluate() {
    try (StopSignal stop = console.listenForStop()) {
      if (!evaluate(stop)) {
        console
            .err()
            .println(
                "stopped; finished tasks are kept; to go on: ./admiral evaluate "
                    + experiment.folder().path()
                    + arguments);
        return Main.STOPPED;
      }
    }
    return report();
  }

  private boolean evaluate(StopSignal stop) {
    try (Progress progress = console.progress(quiet)) {
      return experiment.evaluate(progress, stop);
    }
  }

  /** Writes the report, and prints what came out; returns the exit status. */
  private int report() {
    experiment.report().ifPresent(console.err()::println);
    ResultSummary.print(experiment, console.out());
    console.out().println("report: " + experiment.folder().report());
    return ExitCode.OK;
  }
}
