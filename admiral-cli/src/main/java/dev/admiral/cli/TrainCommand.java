package dev.admiral.cli;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.NewRunFolder;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code train}: a new run. */
@Command(
    name = "train",
    description = "Trains a policy in a new run folder, evaluates it and writes a report.",
    footer = {
      "  ./admiral train admrl --preset quick",
      "  ./admiral train admrl --preset quick --seed 2 --set training.tasks=8 --out runs/mine"
    })
final class TrainCommand implements Callable<Integer> {
  private static final Path RUNS = Path.of("runs");

  private final Console console;
  private final Algorithms algorithms;

  @Parameters(paramLabel = "ALGORITHM", description = "One of \"list algorithms\".")
  private String algorithm = "";

  @Option(
      names = "--env",
      paramLabel = "ID",
      description = "The environment or family; default: the algorithm's first.")
  private String environment = "";

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "One of \"list presets\"; default: the algorithm's first.")
  private String preset = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The root of all random numbers; default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder, new or empty; default: a new one in runs/.")
  private @Nullable Path out;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "S",
      description =
          "How much work a kill may cost; more where checkpoints would take over 3 %% of the time."
              + " Default: ${DEFAULT-VALUE}.")
  private double checkpointSeconds = 30;

  @Mixin private SettingsOption settings = new SettingsOption();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private QuietOption quiet = new QuietOption();

  TrainCommand(Console console, Algorithms algorithms) {
    this.console = console;
    this.algorithms = algorithms;
  }

  @Override
  public Integer call() {
    Algorithm<?> chosen = algorithms.get(algorithm);
    RunConfig config =
        RunConfig.of(
            chosen,
            new RunConfig.Request(
                environment,
                preset,
                seed,
                threads.count(),
                checkpointSeconds,
                settings.assignments()));
    if (out != null && out.toString().isEmpty()) {
      throw new UsageException("--out is empty: name a folder, new or empty");
    }
    NewRunFolder made =
        NewRunFolder.make(out == null ? RUNS : out, () -> create(chosen, config.environment()));
    try {
      return train(config.begunAt(Instant.now()), made.folder());
    } catch (RuntimeException | Error e) {
      made.discardIfUntrained();
      throw e;
    }
  }

  private RunFolder create(Algorithm<?> chosen, String chosenEnvironment) {
    return out == null
        ? RunFolder.create(
            RUNS, chosen.id(), chosenEnvironment, seed, LocalDateTime.now(ZoneId.systemDefault()))
        : RunFolder.create(out);
  }

  private int train(RunConfig config, RunFolder folder) {
    AtomicFile.write(folder.config(), config.toYaml());
    if (!quiet.isQuiet()) {
      console
          .err()
          .printf(
              "training %s on %s, preset %s, seed %d, in %s%n",
              config.algorithm(), config.environment(), config.preset(), seed, folder.path());
    }
    RunSession session =
        new RunSession(console, Experiment.of(algorithms, config, folder), quiet.isQuiet());
    return session.begin();
  }
}
