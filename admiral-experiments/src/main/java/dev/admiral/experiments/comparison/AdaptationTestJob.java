package dev.admiral.experiments.comparison;

import dev.admiral.admrl.OptimalReturnConfig;
import dev.admiral.admrl.OptimalReturnSearch;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.OptimalReturn;
import dev.admiral.experiments.statistics.StandardError;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Adapts a trained model to one test task with one seed, and measures Aₙ(ψ); the first seed also searches
 * for A⋆(ψ), if that is wanted.
 *
 * @param model with the settings of the test
 * @param results the folder where what jobs measured is kept
 * @param index the task's, in the order of the test tasks
 * @param task ψ
 * @param seed of the test, counted from 1
 */
record AdaptationTestJob(TestedModel model, String results, int index, double[] task, int seed)
    implements KeptJob<AdaptationTestJob.Result> {

  /**
   * What was measured.
   *
   * @param adaptation a row for each n
   * @param optimum searched for by the first seed alone
   */
  record Result(List<AdaptationResult> adaptation, List<OptimalReturn> optimum) {}

  @Override
  public String description() {
    return "task %s with seed %d of %s".formatted(Arrays.toString(task), seed, model.run());
  }

  @Override
  public String name() {
    return "task-%03d-seed-%d".formatted(index, seed);
  }

  @Override
  public String inputs() {
    AdaptationTestConfig test = model.test();
    return String.join(
        "\n",
        model.inputs(),
        Yaml.write(Yaml.tree(test.adaptation())),
        Yaml.write(Yaml.tree(test.optimum())),
        Arrays.toString(task),
        Integer.toString(seed));
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  @Override
  public void run(DoubleConsumer progress) {
    AdaptationTestConfig test = model.test();
    RandomStreams streams =
        model.streams("evaluation/%s/%d".formatted(Arrays.toString(task), seed));
    boolean searches = seed == 1 && test.optimum().updates() > 0;
    double share = searches ? 0.3 : 1; // of the time, roughly
    List<AdaptationResult> returns =
        model
            .open()
            .adapt(task, test.adaptation(), streams, part -> progress.accept(part * share))
            .stream()
            .map(this::result)
            .toList();
    List<OptimalReturn> optimum =
        searches
            ? List.of(optimum(test, streams, part -> progress.accept(share + (1 - share) * part)))
            : List.of();
    keep(new Result(returns, optimum));
  }

  private AdaptationResult result(AdaptiveModel.Measurement measured) {
    double[] returns = measured.returns();
    return new AdaptationResult(
        task, seed, measured.samples(), mean(returns), StandardError.of(returns), returns.length);
  }

  /** With AdMRL's optimiser and policy, so that it is the same search whoever asks for it. */
  private OptimalReturn optimum(
      AdaptationTestConfig test, RandomStreams streams, DoubleConsumer progress) {
    OptimalReturnConfig config = test.optimum();
    SlboConfig slbo = SlboConfig.defaults();
    OptimalReturnSearch.Outcome found =
        new OptimalReturnSearch(
                config, test.adaptation().episodes(), Choice.SAMPLE, slbo.trpo(), slbo.initialStd())
            .search(model.family(), slbo.policyHidden(), task, streams, progress);
    return new OptimalReturn(
        task,
        mean(found.returns()),
        StandardError.of(found.returns()),
        found.samples(),
        "TRPO in the simulator from a fresh policy");
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
