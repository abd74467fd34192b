package dev.admiral.experiments.reproduce;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.algorithm.EvaluationPool;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.file.IoReason;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.run.RunLock;
import dev.admiral.experiments.run.StopSignal;
import dev.admiral.experiments.run.TrainingRun.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Carries out a {@link Reproduction} in a folder: {@code runs/} holds the trainings, which every
 * experiment in that folder shares, and a folder of the experiment's name its figure. What is done is not
 * done again.
 */
public final class ReproductionRun {
  private final Reproduction reproduction;
  private final Request request;
  private final String environment;
  private final Algorithms algorithms = Algorithms.standard();
  private final List<TrainedRun> runs = new ArrayList<>();

  /**
   * What a user asks for.
   *
   * @param environment empty for the experiment's first
   * @param preset empty for the first of the methods'
   * @param seeds of the trainings, at least one
   * @param assignments {@code key=value} or {@code method:key=value}, see {@link MethodSettings}
   * @param command the command line that asks for the same
   */
  public record Request(
      String environment,
      String preset,
      List<Long> seeds,
      Path out,
      int threads,
      double checkpointSeconds,
      List<String> assignments,
      String command) {
    public Request {
      seeds = List.copyOf(seeds);
      assignments = List.copyOf(assignments);
      if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
        throw new UsageException("seeds must be one or more different numbers, not " + seeds);
      }
    }
  }

  /**
   * Checks everything; makes nothing yet.
   *
   * @throws UsageException if something is asked for that is impossible, or a run there has other settings
   */
  public ReproductionRun(Reproduction reproduction, Request request) {
    this.reproduction = reproduction;
    this.request = request;
    if (!request.environment.isEmpty()
        && !reproduction.environments().contains(request.environment)) {
      throw new UsageException(
          Nearest.unknown(
              "environment of " + reproduction.id(),
              request.environment,
              reproduction.environments()));
    }
    this.environment =
        request.environment.isEmpty()
            ? reproduction.environments().getFirst()
            : request.environment;
    MethodSettings settings =
        MethodSettings.of(reproduction, algorithms, environment, request.assignments);
    for (long seed : request.seeds) {
      List<RunConfig> configs = new ArrayList<>();
      for (Reproduction.Method method : reproduction.methods()) {
        RunConfig own = config(method, seed, settings);
        RunConfig config = configs.isEmpty() ? own : reproduction.aligned(configs.getFirst(), own);
        checkKept(method, settings.of(method), own, config);
        configs.add(config);
        runs.add(begun(new TrainedRun(method, config, new RunFolder(path(method, seed)))));
      }
    }
    for (int i = 0; i < runs.size(); i++) {
      var _ = experiment(runs.get(i)); // which checks its settings
      reproduction.check(i, runs.get(i).config());
    }
  }

  /** Makes the runs' folders, where there are none; to be called before {@link #run}. */
  void begin() {
    for (TrainedRun run : runs) {
      RunConfig config = run.config();
      if (!Files.exists(run.folder().config())) {
        RunFolder.create(run.folder().path());
        config = config.begunAt(Instant.now());
      }
      AtomicFile.write(run.folder().config(), config.toYaml());
    }
  }

  /** Refuses what a user set for one method, if the experiment sets it otherwise. */
  private void checkKept(
      Reproduction.Method method, List<String> assignments, RunConfig own, RunConfig config) {
    Map<String, String> wanted = Yaml.flatten(own.settings());
    Map<String, String> actual = Yaml.flatten(config.settings());
    for (String key :
        Yaml.flatten(Yaml.assign(JsonNodeFactory.instance.objectNode(), assignments)).keySet()) {
      if (!Objects.equals(wanted.get(key), actual.get(key))) {
        throw new UsageException(
            "%s:%s cannot be %s: %s makes it %s for every method that is compared"
                .formatted(
                    method.algorithm(), key, wanted.get(key), reproduction.id(), actual.get(key)));
      }
    }
  }

  private RunConfig config(Reproduction.Method method, long seed, MethodSettings settings) {
    return RunConfig.of(
        algorithms.get(method.algorithm()),
        new RunConfig.Request(
            environment,
            request.preset,
            seed,
            request.threads,
            request.checkpointSeconds,
            settings.of(method)));
  }

  private Path path(Reproduction.Method method, long seed) {
    return request
        .out
        .resolve("runs")
        .resolve("%s-%s-s%d".formatted(method.algorithm(), environment, seed));
  }

  /**
   * The run as it was begun, if it was. Evaluations may change, but what was trained with other settings
   * would not be the same method.
   */
  private TrainedRun begun(TrainedRun wanted) {
    if (!Files.exists(wanted.folder().config())) {
      return wanted;
    }
    RunConfig there = RunConfig.read(wanted.folder().config());
    List<String> afterwards = algorithms.get(wanted.config().algorithm()).settingsAfterTraining();
    Map<String, String> trained = there.trainingSettings(afterwards);
    wanted
        .config()
        .trainingSettings(afterwards)
        .forEach((key, value) -> {
          if (!value.equals(trained.get(key))) {
            throw new UsageException(
                "%s was begun with %s=%s, not %s: name another --out, or the same settings"
                    .formatted(wanted.folder().path(), key, trained.get(key), value));
          }
        });
    return new TrainedRun(wanted.method(), wanted.config().begunWith(there), wanted.folder());
  }

  /** What it is carried out on. */
  public String environment() {
    return environment;
  }

  /** Where the figure is written. */
  public Path folder() {
    String name = reproduction.id();
    boolean isDefault = environment.equals(reproduction.environments().getFirst());
    return request.out.resolve(isDefault ? name : name + "-" + environment);
  }

  /** The trainings. */
  public List<TrainedRun> runs() {
    return List.copyOf(runs);
  }

  /** Whether every training has begun. */
  public boolean isBegun() {
    return runs.stream().allMatch(run -> Files.exists(run.folder().metrics()));
  }

  /**
   * How long all of it takes from the beginning, at rates that are measured now, for some seconds; empty if
   * the methods cannot tell.
   */
  public Optional<TimeEstimate> estimate() {
    Map<List<Object>, Optional<TimeEstimate>> measured = new HashMap<>();
    Duration training = Duration.ZERO;
    Duration evaluation = Duration.ZERO;
    for (int i = 0; i < runs.size(); i++) {
      TrainedRun run = runs.get(i);
      Optional<List<String>> changes = reproduction.evaluationSettings(i);
      List<String> assignments = changes.orElse(List.of());
      long begun = begunAt(i);
      Optional<TimeEstimate> one =
          measured.computeIfAbsent(
              List.of(run.config().algorithm(), begun, assignments),
              _ ->
                  Experiment.of(algorithms, run.config().with(assignments), run.folder())
                      .estimate(begun));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      training = training.plus(one.get().training());
      evaluation = changes.isEmpty() ? evaluation : evaluation.plus(one.get().evaluation());
    }
    Duration measuring = reproduction.measuringTime(runs, request.threads);
    return Optional.of(new TimeEstimate(training, evaluation.plus(measuring)));
  }

  /** After how many updates a run begins, since an earlier one has trained the same. */
  long begunAt(int index) {
    return runs.subList(0, index).stream()
        .mapToLong(other -> experiment(runs.get(index)).sharedUpdates(other.config()))
        .filter(updates -> updates > 0)
        .findFirst()
        .orElse(0);
  }

  /**
   * Trains what is not trained, measures what is not measured, and writes the figure.
   *
   * @param display a new one for each part of the work
   * @return whether all is done; false on a stop, after which another run goes on
   */
  public boolean run(Supplier<Progress> display, StopSignal stop) {
    return train(display, stop) && measure(display, stop);
  }

  private boolean train(Supplier<Progress> display, StopSignal stop) {
    for (int i = 0; i < runs.size(); i++) {
      try (Progress progress = display.get()) {
        TrainedRun run = runs.get(i);
        progress.message(
            "training %d of %d: %s, seed %d, in %s"
                .formatted(
                    i + 1,
                    runs.size(),
                    run.method().algorithm(),
                    run.config().seed(),
                    run.folder().path()));
        run.config().changedVersions().forEach(progress::message);
        takeOver(i, progress);
        if (experiment(run).train(progress, stop) == Outcome.STOPPED) {
          return false;
        }
      }
    }
    return true;
  }

  /** What another method has trained in the same way is not trained again. */
  private void takeOver(int index, Progress progress) {
    for (TrainedRun other : runs.subList(0, index)) {
      long updates = experiment(runs.get(index)).beginFrom(other.config(), other.folder());
      if (updates > 0) {
        progress.message(
            "its first %d updates are those of %s".formatted(updates, other.folder().path()));
        return;
      }
    }
  }

  /** Nobody else may measure these runs, or train them on, at the same time. */
  private boolean measure(Supplier<Progress> display, StopSignal stop) {
    List<RunLock> locks = new ArrayList<>();
    try (Progress progress = display.get();
        Workers workers = new Workers(request.threads)) {
      runs.forEach(run -> locks.add(RunLock.acquire(run.folder())));
      boolean complete =
          new EvaluationPool(workers, stop::isRequested)
              .run(reproduction.measurements(runs, folder()), progress);
      if (complete) {
        writeFigure().ifPresent(progress::message);
      }
      return complete;
    } finally {
      locks.forEach(RunLock::close);
    }
  }

  /** Why a part of it is missing, in one line, if one is. */
  private Optional<String> writeFigure() {
    try {
      Files.createDirectories(folder());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder() + ": " + IoReason.of(e), e);
    }
    return reproduction
        .figure(
            runs,
            folder(),
            new Provenance(request.command, LocalDate.now(ZoneOffset.UTC).toString(), budget()))
        .write(folder());
  }

  private List<String> budget() {
    RunConfig first = runs.getFirst().config();
    return List.of(
        "%s, preset %s; version %s on %s."
            .formatted(
                environment,
                first.preset(),
                first.versions().path("admiral").asString(""),
                first.versions().path("processor").asString("")));
  }

  private Experiment<?> experiment(TrainedRun run) {
    return Experiment.of(algorithms, run.config(), run.folder());
  }
}
