package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.admrl.OptimalReturnSearch;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.figure.TaskError;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.rollout.Trajectories;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * One-step errors of trained models on one task. The transitions are those of a policy that TRPO trained in
 * the real simulator, so that they favour no model.
 *
 * @param method an algorithm's id, for the defaults of {@code settings}
 * @param environment the family's
 * @param settings with the test tasks, in YAML
 * @param models whose errors are measured
 * @param results the folder where what jobs measured is kept
 * @param index the task's, in the order of the test tasks
 * @param task ψ
 */
record ModelErrorJob(
    String method,
    String environment,
    String settings,
    List<LearnedModel> models,
    String results,
    int index,
    double[] task)
    implements KeptJob<ModelErrorJob.Errors> {

  /**
   * A model as a training left it.
   *
   * @param run the folder
   * @param step of the checkpoint
   */
  record LearnedModel(String run, long step) implements Serializable {}

  /**
   * What was measured.
   *
   * @param tasks the task's error for every model, in their order
   */
  record Errors(List<TaskError> tasks) {}

  @Override
  public String description() {
    return "the error of the models on task " + Arrays.toString(task);
  }

  @Override
  public String name() {
    return "task-%03d".formatted(index);
  }

  @Override
  public String inputs() {
    AdMrlSettings parsed = parsed();
    return String.join(
        "\n",
        models.toString(),
        Yaml.write(Yaml.tree(parsed.family())),
        Yaml.write(Yaml.tree(parsed.training())),
        Yaml.write(Yaml.tree(parsed.evaluation().adaptation())),
        Yaml.write(Yaml.tree(parsed.evaluation().optimum())),
        environment,
        Arrays.toString(task));
  }

  private AdMrlSettings parsed() {
    return RecordBinder.bind(
        AdMrlAlgorithm.of(method).defaults(environment), Yaml.parse("a job", settings));
  }

  @Override
  public Class<Errors> resultType() {
    return Errors.class;
  }

  @Override
  public void run(DoubleConsumer progress) {
    AdMrlSettings parsed = parsed();
    TestTasks tests =
        TestTasks.of(parsed.evaluation().tasks(), AdMrlAlgorithm.family(parsed, environment));
    long root = new RandomStreams(0).stream("model-error/" + Arrays.toString(task)).nextLong();
    RandomStreams streams = new RandomStreams(root);
    List<TaskError> errors = new ArrayList<>();
    try (Slbo slbo = new Slbo(parsed.training().slbo(), tests.family(), streams, Workers.SERIAL)) {
      slbo.task(task);
      AdaptationConfig measurement = parsed.evaluation().adaptation();
      float[] fresh = slbo.newPolicy();
      slbo.collect(fresh, parsed.training().samples()); // for the policy's normaliser
      OptimalReturnSearch search =
          new OptimalReturnSearch(
              parsed.evaluation().optimum(),
              measurement,
              parsed.training().slbo().trpo(),
              parsed.training().slbo().initialStd());
      float[] policy = search.search(slbo, task, fresh, streams, progress).policy();
      Trajectories transitions = slbo.realEpisodes(policy, measurement.episodes(), Choice.SAMPLE);
      for (LearnedModel model : models) {
        errors.add(
            PredictionError.of(
                    transitions, LoadedModels.get(model, parsed.training().slbo(), tests.family()))
                .asTaskError(task));
      }
    }
    keep(new Errors(errors));
  }
}
