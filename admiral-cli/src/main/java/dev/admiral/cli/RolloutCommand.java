package dev.admiral.cli;

import dev.admiral.env.Environment;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.environment.OpenLoopRollout;
import dev.admiral.experiments.file.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollout}: steps an environment open-loop. */
@Command(
    name = "rollout",
    description = {
      "Steps an environment with given actions.",
      "The result is CSV: step (from 0), reward, terminated and truncated (0 or 1), obs_0, ..."
          + " It goes on after the end of an episode, without a reset."
    },
    footer = {
      "  ./admiral rollout hopper --actions actions.csv --initial-state state.csv --out steps.csv",
      "  ./admiral rollout hopper-2d --task 1.5,1.4 --actions actions.csv --out steps.csv"
    })
final class RolloutCommand implements Callable<Integer> {
  private final Console console;
  private final Environments environments;

  @Parameters(
      paramLabel = "ENV",
      description = "One of \"list environments\" or \"list families\".")
  private String environment = "";

  @Option(
      names = "--actions",
      required = true,
      paramLabel = "FILE.csv",
      description = "Row t is the action of step t; no header.")
  private Path actions = Path.of("");

  @Option(
      names = "--initial-state",
      paramLabel = "FILE.csv",
      description = "One row: qpos, then qvel. Default: drawn with --seed.")
  private @Nullable Path initialState;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the initial state; default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--task",
      split = ",",
      paramLabel = "NUMBER",
      description = "The task of a family, default: the centre of its tasks, or one of few.")
  private List<Double> task = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.csv",
      description = "Where the steps are written.")
  private Path out = Path.of("");

  @Option(names = "--force", description = "Replace the file --out if it exists.")
  private boolean force;

  RolloutCommand(Console console, Environments environments) {
    this.console = console;
    this.environments = environments;
  }

  @Override
  public Integer call() {
    if (Files.isDirectory(out)) {
      throw new UsageException(out + " is a folder, not a file to write");
    }
    if (Files.exists(out) && !force) {
      throw new UsageException(out + " exists: name another file, or replace it by --force");
    }
    try (Environment opened = environments.open(environment, task)) {
      OpenLoopRollout rollout = new OpenLoopRollout(opened, actions);
      String csv = initialState == null ? rollout.run(seed) : rollout.run(initialState);
      AtomicFile.write(out, csv);
    }
    console.out().println(out);
    return ExitCode.OK;
  }
}
