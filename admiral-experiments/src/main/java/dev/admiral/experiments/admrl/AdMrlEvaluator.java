package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrl;
import dev.admiral.admrl.Adaptation;
import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.admrl.OptimalReturnConfig;
import dev.admiral.admrl.OptimalReturnSearch;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationCsv;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Measures Aₙ(ψ) and A⋆(ψ) over a grid of test tasks. Every task and seed is a job of its own that starts
 * from the trained state; jobs run beside each other, one to a worker.
 */
final class AdMrlEvaluator implements Evaluator<AdMrlSettings> {
  private final String method;

  AdMrlEvaluator(String method) {
    this.method = method;
  }

  /** One task with one seed. */
  private record Job(double[] task, int seed) {}

  /** What a job measured; the optimum is searched for by the first seed alone. */
  private record Result(List<AdaptationResult> adaptation, List<OptimalReturn> optimum) {}

  @Override
  public void evaluate(
      AdMrlSettings settings,
      Checkpoint latest,
      RunFolder folder,
      TrainingContext context,
      Progress progress) {
    if (settings.evaluation().gridSize() == 0) {
      return;
    }
    TaskFamily family = AdMrlAlgorithm.family(settings, context.environment());
    TaskGrid grid = TaskGrid.cube(family.parameters(), settings.evaluation().gridSize());
    List<Job> jobs = new ArrayList<>();
    for (int seed = 1; seed <= settings.evaluation().seeds(); seed++) {
      for (double[] task : grid.tasks()) {
        jobs.add(new Job(task, seed));
      }
    }
    Result[] results = new Result[jobs.size()];
    JobProgress done = new JobProgress(jobs.size(), progress);
    context
        .workers()
        .run(
            jobs.size(),
            i -> results[i] = run(jobs.get(i), i, settings, family, latest, context.seed(), done));
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
            notes(settings.evaluation()));
    EvaluationCsv.write(evaluation, folder.evaluationCsv());
    EvaluationJson.write(evaluation, folder.evaluationJson());
  }

  private static Result run(
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
      progress.update(index, 1);
      return new Result(results, optimum);
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
                config, settings.training().slbo().trpo(), settings.training().slbo().initialStd())
            .search(
                slbo,
                job.task(),
                adapted,
                settings.evaluation().adaptation().episodes(),
                streams,
                progress);
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

  private static Map<String, String> notes(EvaluationConfig config) {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(
        "Adaptation",
        "%d iterations of virtual training before the first real sample, then %d × (%d real samples, %d iterations); each return is the mean of %d episodes; %s."
            .formatted(
                config.adaptation().zeroShotIterations(),
                config.adaptation().stages(),
                config.adaptation().samples(),
                config.adaptation().stageIterations(),
                config.adaptation().episodes(),
                config.seeds() == 1 ? "1 seed" : config.seeds() + " seeds"));
    notes.put(
        "A*",
        config.optimum().updates() == 0
            ? "not searched for: the best return measured for the task"
            : "the best of: %d TRPO updates of %d samples in the real simulator from a fresh policy; as many from the adapted policy; any return measured for the task. It is a lower bound on the optimum, so gaps are too."
                .formatted(config.optimum().updates(), config.optimum().samples()));
    return notes;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
