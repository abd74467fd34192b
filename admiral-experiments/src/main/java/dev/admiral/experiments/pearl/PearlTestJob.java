package dev.admiral.experiments.pearl;

import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.statistics.StandardError;
import dev.admiral.pearl.PearlAdaptation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Lets an agent adapt to one test task with one seed, and measures its returns before it collects and after each stage.
 *
 * @param agent with the settings of the evaluation
 * @param results the folder where what jobs measured is kept
 * @param index the task's, in the order of the test tasks
 * @param task ψ
 * @param seed of the evaluation, counted from 1
 */
record PearlTestJob(TrainedAgent agent, String results, int index, double[] task, int seed)
    implements KeptJob<PearlTestJob.Result> {

  /** Of one seed, a measurement for each number of samples. */
  record Result(List<AdaptationResult> returns) {}

  @Override
  public String description() {
    return "task %s with seed %d of %s".formatted(Arrays.toString(task), seed, agent.run());
  }

  @Override
  public String name() {
    return "task-%03d-seed-%d".formatted(index, seed);
  }

  @Override
  public String inputs() {
    PearlTestConfig test = agent.parsed().evaluation();
    return String.join(
        "\n",
        agent.inputs(),
        "%d %d %d".formatted(test.stages(), test.samples(), test.episodes()),
        Arrays.toString(task),
        Integer.toString(seed));
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  @Override
  public void run(DoubleConsumer progress) {
    PearlTestConfig test = agent.parsed().evaluation();
    List<AdaptationResult> returns = new ArrayList<>();
    try (PearlAdaptation adaptation =
        new PearlAdaptation(
            agent.load(),
            agent.family(),
            agent.streams("evaluation/%s/%d".formatted(Arrays.toString(task), seed)),
            "test")) {
      adaptation.begin(task);
      for (int stage = 0; stage <= test.stages(); stage++) {
        if (stage > 0) {
          adaptation.collect(test.samples());
        }
        double[] episodes = adaptation.evaluate(test.episodes());
        returns.add(
            new AdaptationResult(
                task,
                seed,
                adaptation.samples(),
                Arrays.stream(episodes).average().orElseThrow(),
                StandardError.of(episodes),
                episodes.length));
        progress.accept((stage + 1.0) / (test.stages() + 1));
      }
    }
    keep(new Result(returns));
  }
}
