package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrl;
import dev.admiral.admrl.Adaptation;
import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.admrl.OptimalReturnConfig;
import dev.admiral.admrl.OptimalReturnSearch;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationCsv;
import dev.admiral.experiments.evaluation.EvaluationException;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.evaluation.OptimalReturn;
import dev.admiral.experiments.evaluation.VisitedTask;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.statistics.StandardError;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TaskGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures Aₙ(ψ) and A⋆(ψ) over a grid of test tasks. Every task and seed is a job of its own that starts
 * from the trained state; jobs run beside each other, one to a worker, and what they measured is kept
 * ({@link JobStore}).
 */
final class AdMrlEvaluator implements Evaluator<AdMrlSettings> {
  private final String method;

  AdMrlEvaluator(String method) {
    this.method = method;
  }

  @Override
  public boolean isWanted(AdMrlSettings settings) {
    return settings.evaluation().gridSize() > 0;
  }

  @Override
  public void evaluate(
      AdMrlSettings settings,
      Checkpoint latest,
      RunFolder folder,
      TrainingContext context,
      Progress progress) {
    requireSomething(settings, latest, folder);
    TaskFamily family = AdMrlAlgorithm.family(settings, context.environment());
    TaskGrid grid = TaskGrid.cube(family.parameters(), settings.evaluation().gridSize());
    List<Job> jobs = jobs(grid, settings.evaluation().seeds());
    JobStore store = new JobStore(folder.evaluationJobs(), settings, context, latest);
    JobResult[] results = new JobResult[jobs.size()];
    AtomicReference<@Nullable EvaluationException> failure = new AtomicReference<>();
    JobProgress done = new JobProgress(jobs.size(), progress);
    context
        .workers()
        .run(
            jobs.size(),
            i -> {
              if (failure.get() != null) {
                return; // the user should hear of it now
              }
              Job job = jobs.get(i);
              try {
                Optional<JobResult> kept = store.find(job);
                if (kept.isPresent()) {
                  results[i] = kept.get();
                } else {
                  results[i] = measure(job, i, settings, family, latest, context.seed(), done);
                  store.save(job, results[i]);
                }
                done.update(i, 1);
              } catch (RuntimeException e) {
                failure.compareAndSet(null, failed(job, e));
              }
            });
    if (failure.get() != null) {
      throw failure.get();
    }
    Evaluation evaluation =
        new Evaluation(
            method,
            family.id(),
            IntStream.range(0, family.parameters().size()).mapToObj(family::parameterName).toList(),
            family.parameters(),
            grid.shape(),
            Arrays.stream(results).flatMap(result -> result.adaptation().stream()).toList(),
            Arrays.stream(results).flatMap(result -> result.optimum().stream()).toList(),
            visitedTasks(latest, family),
            EvaluationNotes.of(settings, folder));
    EvaluationCsv.write(evaluation, folder.evaluationCsv());
    EvaluationJson.write(evaluation, folder.evaluationJson());
  }

  private static void requireSomething(
      AdMrlSettings settings, Checkpoint latest, RunFolder folder) {
    if (settings.evaluation().gridSize() == 0) {
      throw new UsageException(
          "evaluation.grid-size is 0, which asks for no evaluation: set it to 1 or more");
    }
    if (latest.integer("real-samples") == 0) {
      throw new UsageException(
          "%s has no real data to evaluate yet: \"admiral resume %s\" trains it"
              .formatted(folder.path(), folder.path()));
    }
  }

  private static List<Job> jobs(TaskGrid grid, int seeds) {
    List<Job> jobs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      for (int i = 0; i < grid.tasks().size(); i++) {
        jobs.add(new Job(i, grid.tasks().get(i), seed));
      }
    }
    return jobs;
  }

  private static EvaluationException failed(Job job, RuntimeException e) {
    return new EvaluationException(
        "the evaluation of task %s with seed %d failed"
            .formatted(Arrays.toString(job.task()), job.seed()),
        e);
  }

  private static JobResult measure(
      Job job,
      int index,
      AdMrlSettings settings,
      TaskFamily family,
      Checkpoint latest,
      long seed,
      JobProgress progress) {
    AdaptationConfig config = settings.evaluation().adaptation();
    // A root of its own, so that a job's numbers do not depend on which others there are.
    long root =
        new RandomStreams(seed)
            .stream("evaluation/%s/%d".formatted(Arrays.toString(job.task()), job.seed()))
                .nextLong();
    RandomStreams streams = new RandomStreams(root);
    try (Slbo slbo = new Slbo(settings.training().slbo(), family, streams, Workers.SERIAL)) {
      slbo.restore(AdMrl.slboState(latest));
      Adaptation.Outcome adapted =
          new Adaptation(config).adapt(slbo, job.task(), part -> progress.update(index, part / 2));
      List<AdaptationResult> results = new ArrayList<>();
      for (int stage = 0; stage < adapted.returns().length; stage++) {
        double[] returns = adapted.returns()[stage];
        results.add(
            new AdaptationResult(
                job.task(),
                job.seed(),
                stage * config.samples(),
                mean(returns),
                StandardError.of(returns),
                returns.length));
      }
      List<OptimalReturn> optimum =
          job.seed() == 1
              ? searchOptimum(
                  job,
                  settings,
                  slbo,
                  adapted.policy(),
                  streams,
                  part -> progress.update(index, (1 + part) / 2))
              : List.of();
      return new JobResult(results, optimum);
    }
  }

  private static List<OptimalReturn> searchOptimum(
      Job job,
      AdMrlSettings settings,
      Slbo slbo,
      float[] adapted,
      RandomStreams streams,
      DoubleConsumer progress) {
    OptimalReturnConfig config = settings.evaluation().optimum();
    if (config.updates() == 0) {
      return List.of();
    }
    OptimalReturnSearch.Outcome found =
        new OptimalReturnSearch(
                config,
                settings.evaluation().adaptation(),
                settings.training().slbo().trpo(),
                settings.training().slbo().initialStd())
            .search(slbo, job.task(), adapted, streams, progress);
    String start = found.fromFresh() ? "from a fresh policy" : "from the adapted policy";
    return List.of(
        new OptimalReturn(
            job.task(),
            mean(found.returns()),
            StandardError.of(found.returns()),
            found.samples(),
            "TRPO in the simulator " + start));
  }

  private static List<VisitedTask> visitedTasks(Checkpoint latest, TaskFamily family) {
    List<double[]> tasks = AdMrl.visitedTasks(latest, family);
    return IntStream.range(0, tasks.size())
        .mapToObj(i -> new VisitedTask(i + 1, tasks.get(i)))
        .toList();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
