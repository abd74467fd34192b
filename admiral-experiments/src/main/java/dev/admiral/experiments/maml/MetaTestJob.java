package dev.admiral.experiments.maml;

import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.statistics.StandardError;
import dev.admiral.maml.MamlConfig;
import dev.admiral.maml.TaskAdaptation;
import dev.admiral.maml.TaskData;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Adapts a meta-policy to one test task with one seed, and measures its returns before the first step and
 * after each.
 *
 * @param policy with the settings of the evaluation
 * @param results the folder where what jobs measured is kept
 * @param index the task's, in the order of the test tasks
 * @param task ψ
 * @param seed of the evaluation, counted from 1
 */
record MetaTestJob(MetaPolicy policy, String results, int index, double[] task, int seed)
    implements KeptJob<MetaTestJob.Result> {

  /** Of one seed, a measurement for each number of samples. */
  record Result(List<AdaptationResult> returns) {}

  @Override
  public String description() {
    return "task %s with seed %d of %s".formatted(Arrays.toString(task), seed, policy.run());
  }

  @Override
  public String name() {
    return "task-%03d-seed-%d".formatted(index, seed);
  }

  @Override
  public String inputs() {
    MetaTestConfig test = policy.parsed().evaluation();
    return String.join(
        "\n",
        policy.inputs(),
        "%d %d".formatted(test.steps(), test.episodes()),
        Arrays.toString(task),
        Integer.toString(seed));
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  @Override
  public void run(DoubleConsumer progress) {
    MamlSettings settings = policy.parsed();
    TaskFamily family = policy.family();
    MetaTestConfig test = settings.evaluation();
    MamlConfig config = settings.training().withEpisodes(test.episodes());
    RandomStreams streams =
        policy.streams("evaluation/%s/%d".formatted(Arrays.toString(task), seed));
    try (TaskAdaptation adaptation =
        new TaskAdaptation(config, family, policy.policy(), test.steps(), streams, "test")) {
      var _ = adaptation.run(task, policy.parameters());
      List<TaskData> phases = new ArrayList<>(adaptation.adaptationData());
      phases.add(adaptation.validationData());
      List<AdaptationResult> returns = new ArrayList<>();
      int samples = 0;
      for (TaskData phase : phases) {
        double[] episodes = phase.episodes().returns();
        returns.add(
            new AdaptationResult(
                task,
                seed,
                samples,
                Arrays.stream(episodes).average().orElseThrow(),
                StandardError.of(episodes),
                episodes.length));
        samples += test.episodes() * family.horizon();
      }
      keep(new Result(returns));
    }
  }
}
