package dev.admiral.experiments.run;

import dev.admiral.checkpoint.CheckpointStore;
import dev.admiral.checkpoint.CheckpointStore.Stored;
import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.EvaluationPool;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.file.IoReason;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.report.PlotWriter;
import dev.admiral.experiments.report.ReportWriter;
import dev.admiral.experiments.report.RunData;
import dev.admiral.learner.Learner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One run of one algorithm: trains, evaluates, reports.
 *
 * @param <C> the algorithm's settings
 */
public final class Experiment<C extends Record> {
  private final Algorithm<C> algorithm;
  private final RunConfig run;
  private final C settings;
  private final RunFolder folder;

  private Experiment(Algorithm<C> algorithm, RunConfig run, RunFolder folder) {
    this.algorithm = algorithm;
    this.run = run;
    this.settings = RecordBinder.bind(algorithm.defaults(run.environment()), run.settings());
    algorithm.check(settings, run.environment());
    this.folder = folder;
  }

  /**
   * The run of a folder.
   *
   * @throws UsageException if the configuration is not one of these algorithms', or is impossible
   */
  public static Experiment<?> of(Algorithms algorithms, RunConfig run, RunFolder folder) {
    return of(algorithms.get(run.algorithm()), run, folder);
  }

  private static <C extends Record> Experiment<C> of(
      Algorithm<C> algorithm, RunConfig run, RunFolder folder) {
    return new Experiment<>(algorithm, run, folder);
  }

  public Algorithm<C> algorithm() {
    return algorithm;
  }

  public RunFolder folder() {
    return folder;
  }

  /** How many of the first updates are those of another run, so that they need not be trained twice. */
  public long sharedUpdates(RunConfig other) {
    return run.trainsAs(other, algorithm.settingsAfterSharedUpdates())
        ? algorithm.sharedUpdates(settings, other.algorithm())
        : 0;
  }

  /**
   * Begins where another run was, if nothing is trained yet and the first updates are the same: takes over its
   * milestones up to there, and its metrics.
   *
   * @return after how many updates it begins; 0 from the beginning
   */
  public long beginFrom(RunConfig other, RunFolder from) {
    long step = sharedUpdates(other);
    if (step == 0) {
      return 0;
    }
    try (RunLock _ = RunLock.acquire(folder)) {
      return folder.checkpoints().latest().isPresent()
          ? 0
          : from.milestones().find(step).map(shared -> takeOver(shared, from)).orElse(0L);
    }
  }

  private long takeOver(CheckpointStore.Stored shared, RunFolder from) {
    try {
      TrainingRun.copyMetrics(from, shared.checkpoint(), folder);
      from.copyMilestones(folder, shared.step());
      folder.checkpoints().save(shared.step(), shared.checkpoint()); // last: what is resumed
      return shared.step();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot take over %s into %s: %s"
              .formatted(shared.folder(), folder.path(), IoReason.of(e)),
          e);
    }
  }

  /** Trains on from the latest checkpoint, or from the beginning. */
  public TrainingRun.Outcome train(Progress progress, StopSignal stop) {
    try (RunLock _ = RunLock.acquire(folder);
        Workers workers = new Workers(run.threads());
        Learner learner = algorithm.newLearner(settings, context(workers))) {
      Duration interval = Duration.ofNanos(Math.round(run.checkpointSeconds() * 1e9));
      return new TrainingRun(folder, learner, interval, stop::isRequested, progress).run();
    }
  }

  /** Whether a training is followed by an evaluation. */
  public boolean wantsEvaluation() {
    return algorithm.evaluator().filter(evaluator -> evaluator.isWanted(settings)).isPresent();
  }

  /** Whether the folder holds an evaluation of all of the training. */
  public boolean isEvaluated() {
    EvaluationFolder results = folder.evaluation();
    return Files.exists(results.csv())
        && (!Files.exists(results.json())
            || !EvaluationJson.read(results.json()).notes().containsKey(Evaluation.UNFINISHED));
  }

  /**
   * Evaluates the latest checkpoint.
   *
   * @return whether that was completed; false on a stop, which loses only the jobs in progress
   * @throws UsageException if there is nothing to evaluate, or no way to
   */
  public boolean evaluate(Progress progress, StopSignal stop) {
    try (RunLock _ = RunLock.acquire(folder);
        Workers workers = new Workers(run.threads())) {
      return new EvaluationPool(workers, stop::isRequested)
          .run(List.of(evaluationPlan(folder.evaluation())), progress);
    }
  }

  /**
   * What there is to do to evaluate the latest checkpoint.
   *
   * @throws UsageException if there is nothing to evaluate, or no way to
   */
  public EvaluationPlan evaluationPlan(EvaluationFolder results) {
    Evaluator<C> evaluator =
        algorithm
            .evaluator()
            .orElseThrow(() ->
                new UsageException(
                    algorithm.id() + " has no evaluation; its metrics say everything"));
    return evaluator.plan(settings, latest(), results);
  }

  /**
   * The policy of the latest checkpoint, for other programs.
   *
   * @throws UsageException if there is none
   */
  public PortablePolicy policy() {
    return algorithm
        .policy(settings, latest())
        .orElseThrow(() -> new UsageException(algorithm.id() + " trains no policy"));
  }

  private TrainedModel latest() {
    Stored latest =
        folder
            .checkpoints()
            .latest()
            .orElseThrow(() ->
                new UsageException(
                    "%s has no checkpoint yet: \"admiral resume %s\" trains it"
                        .formatted(folder.path(), folder.path())));
    return new TrainedModel(
        folder, run.environment(), run.seed(), latest.step(), latest.checkpoint());
  }

  /**
   * How long training and evaluation will take; measures for some seconds.
   *
   * @param begun after how many updates the training begins
   */
  public Optional<TimeEstimate> estimate(long begun) {
    try (Workers workers = new Workers(run.threads())) {
      return algorithm.estimate(settings, begun, context(workers));
    }
  }

  /**
   * Writes the plots and the report.
   *
   * @return why a part of the plots is missing, in one line, if one is
   */
  public Optional<String> report() {
    RunData data =
        RunData.read(folder.path(), ChangedSettings.of(new Algorithms(List.of(algorithm)), folder));
    Optional<String> missing = PlotWriter.write(data, folder.plots());
    ReportWriter.write(List.of(data), folder.report());
    return missing;
  }

  private TrainingContext context(Workers workers) {
    return new TrainingContext(run.environment(), run.seed(), workers);
  }
}
