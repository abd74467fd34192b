package dev.admiral.experiments.maml;

import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.statistics.StandardError;
import dev.admiral.maml.Maml;
import dev.admiral.maml.MamlConfig;
import dev.admiral.maml.TaskAdaptation;
import dev.admiral.maml.TaskData;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Adapts a meta-policy to one test task with one seed, and measures its returns before the first step and
 * after each.
 *
 * @param method the algorithm's id, for the defaults of {@code settings}
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
record MetaTestJob(
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
    implements KeptJob<MetaTestJob.Result> {

  /** Of one seed, a measurement for each number of samples. */
  record Result(List<AdaptationResult> returns) {}

  @Override
  public String description() {
    return "task %s with seed %d of %s".formatted(Arrays.toString(task), seed, run);
  }

  @Override
  public String name() {
    return "task-%03d-seed-%d".formatted(index, seed);
  }

  @Override
  public String inputs() {
    MamlSettings parsed = parsed();
    return String.join(
        "\n",
        method,
        environment,
        Long.toString(trainingSeed),
        Long.toString(step),
        Yaml.write(Yaml.tree(parsed.family())),
        Yaml.write(Yaml.tree(parsed.training())),
        Yaml.write(Yaml.tree(parsed.fineTuning())),
        "%d %d".formatted(parsed.evaluation().steps(), parsed.evaluation().episodes()),
        Arrays.toString(task),
        Integer.toString(seed));
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  private MamlSettings parsed() {
    return RecordBinder.bind(
        MamlAlgorithm.of(method).defaults(environment), Yaml.parse("an evaluation", settings));
  }

  @Override
  public void run(DoubleConsumer progress) {
    MamlSettings parsed = parsed();
    TaskFamily family = MamlAlgorithm.family(parsed, environment);
    MetaTestConfig test = parsed.evaluation();
    MamlConfig config = parsed.training().withEpisodes(test.episodes());
    Policy policy = Maml.policy(config, family);
    float[] theta = Maml.parameters(policy, LoadedCheckpoints.get(Path.of(run), step));
    RandomStreams streams =
        new RandomStreams(
            new RandomStreams(trainingSeed)
                .stream("evaluation/%s/%d".formatted(Arrays.toString(task), seed)).nextLong());
    try (TaskAdaptation adaptation =
        new TaskAdaptation(config, family, policy, test.steps(), streams, "test")) {
      var _ = adaptation.run(task, theta);
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
