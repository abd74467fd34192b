package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrl;
import dev.admiral.admrl.Adaptation;
import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.admrl.OptimalReturnConfig;
import dev.admiral.admrl.OptimalReturnSearch;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.algorithm.EvaluationJob;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.OptimalReturn;
import dev.admiral.experiments.statistics.StandardError;
import dev.admiral.random.RandomStreams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Adapts a trained model to one test task with one seed, and measures Aₙ(ψ); the first seed also searches
 * for A⋆(ψ).
 *
 * @param method the algorithm's id
 * @param environment the family's
 * @param trainingSeed the run's
 * @param run the run's folder
 * @param step of the checkpoint that is evaluated
 * @param settings of the evaluation, in YAML
 * @param results the folder where what jobs measured is kept
 * @param index the task's, in the order of the test tasks
 * @param task ψ
 * @param seed of the evaluation, counted from 1
 */
record AdaptationJob(
    String method,
    String environment,
    long trainingSeed,
    String run,
    long step,
    String settings,
    String results,
    int index,
    double[] task,
    int seed)
    implements EvaluationJob {

  @Override
  public String description() {
    return "task %s with seed %d of %s".formatted(Arrays.toString(task), seed, run);
  }

  @Override
  public boolean isDone() {
    return store().find(this).isPresent();
  }

  /** What was measured. */
  JobResult result() {
    return store()
        .find(this)
        .orElseThrow(() -> new IllegalStateException(description() + " is not measured"));
  }

  private JobStore store() {
    return new JobStore(Path.of(results), parsed());
  }

  private AdMrlSettings parsed() {
    return RecordBinder.bind(
        AdMrlAlgorithm.of(method).defaults(environment), Yaml.parse("an evaluation", settings));
  }

  @Override
  public void run(DoubleConsumer progress) {
    AdMrlSettings parsed = parsed();
    TestTasks tests =
        TestTasks.of(parsed.evaluation().tasks(), AdMrlAlgorithm.family(parsed, environment));
    AdaptationConfig config = parsed.evaluation().adaptation();
    // A root of its own, so that a job's numbers do not depend on which others there are.
    long root =
        new RandomStreams(trainingSeed)
            .stream("evaluation/%s/%d".formatted(Arrays.toString(task), seed)).nextLong();
    RandomStreams streams = new RandomStreams(root);
    try (Slbo slbo = new Slbo(parsed.training().slbo(), tests.family(), streams, Workers.SERIAL)) {
      slbo.restore(AdMrl.slboState(LoadedCheckpoints.get(Path.of(run), step)));
      boolean searches = seed == 1 && parsed.evaluation().optimum().updates() > 0;
      double share = searches ? 0.7 : 1; // of the time, roughly
      Adaptation.Outcome adapted =
          new Adaptation(config).adapt(slbo, task, part -> progress.accept(part * share));
      List<AdaptationResult> returns = new ArrayList<>();
      for (int stage = 0; stage < adapted.returns().length; stage++) {
        double[] episodes = adapted.returns()[stage];
        returns.add(
            new AdaptationResult(
                task,
                seed,
                stage * config.samples(),
                mean(episodes),
                StandardError.of(episodes),
                episodes.length));
      }
      List<OptimalReturn> optimum =
          searches
              ? List.of(
                  searchOptimum(
                      parsed,
                      slbo,
                      adapted.policy(),
                      streams,
                      part -> progress.accept(share + (1 - share) * part)))
              : List.of();
      store().save(this, new JobResult(returns, optimum));
    }
  }

  private OptimalReturn searchOptimum(
      AdMrlSettings parsed,
      Slbo slbo,
      float[] adapted,
      RandomStreams streams,
      DoubleConsumer progress) {
    OptimalReturnConfig config = parsed.evaluation().optimum();
    OptimalReturnSearch.Outcome found =
        new OptimalReturnSearch(
                config,
                parsed.evaluation().adaptation(),
                parsed.training().slbo().trpo(),
                parsed.training().slbo().initialStd())
            .search(slbo, task, adapted, streams, progress);
    String start = found.fromFresh() ? "from a fresh policy" : "from the adapted policy";
    return new OptimalReturn(
        task,
        mean(found.returns()),
        StandardError.of(found.returns()),
        found.samples(),
        "TRPO in the simulator " + start);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
