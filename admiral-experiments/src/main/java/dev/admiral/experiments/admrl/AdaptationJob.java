package dev.admiral.experiments.admrl;

import dev.admiral.admrl.Adaptation;
import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.admrl.OptimalReturnConfig;
import dev.admiral.admrl.OptimalReturnSearch;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.OptimalReturn;
import dev.admiral.experiments.statistics.StandardError;
import dev.admiral.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Adapts a trained model to one test task with one seed, and measures Aₙ(ψ); the first seed also searches
 * for A⋆(ψ).
 *
 * @param context the model and the settings
 * @param index the task's, in the order of the test tasks
 * @param task ψ
 * @param seed of the evaluation, counted from 1
 */
record AdaptationJob(JobContext context, int index, double[] task, int seed)
    implements AdMrlJob<JobResult> {

  @Override
  public String description() {
    return "task %s with seed %d of %s".formatted(Arrays.toString(task), seed, context.run());
  }

  @Override
  public String name() {
    return "task-%03d-seed-%d".formatted(index, seed);
  }

  @Override
  public String ownInputs() {
    return Arrays.toString(task);
  }

  @Override
  public Class<JobResult> resultType() {
    return JobResult.class;
  }

  @Override
  public void run(DoubleConsumer progress) {
    AdMrlSettings parsed = context.parsed();
    AdaptationConfig config = parsed.evaluation().adaptation();
    RandomStreams streams =
        new RandomStreams(context.root("%s/%d".formatted(Arrays.toString(task), seed)));
    try (Slbo slbo = context.trained(parsed, streams)) {
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
      keep(new JobResult(returns, optimum));
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
