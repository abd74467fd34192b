package dev.admiral.experiments.admrl;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.admrl.ModelErrorJob.LearnedModel;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.ModelErrorFigure;
import dev.admiral.experiments.figure.ModelErrors;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.figure.TaskError;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.space.Box;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Errors of trained models on transitions of tasks outside of Ψ. A job for each of these tasks makes its
 * transitions once, with a policy that no model had a part in, and measures every model on them.
 *
 * <p>The tasks are those of the evaluation on the boundary of Ψ widened about its centre by {@value #WIDER}/{@value
 * #THAN}, which makes the paper's [−5, 5]² of Ant-2D's [−3, 3]²; or on that of the box that the settings name.
 */
final class ModelErrorPlan implements EvaluationPlan {
  private static final int WIDER = 5;
  private static final int THAN = 3;

  private final List<ModelErrorJob> jobs;

  /**
   * @param trained all with the same settings but for the choice of training tasks
   * @param folder where jobs keep what they measure
   */
  ModelErrorPlan(List<TrainedRun> trained, Path folder) {
    this.jobs = jobs(trained, folder);
  }

  private static List<ModelErrorJob> jobs(List<TrainedRun> trained, Path folder) {
    TrainedRun first = trained.getFirst();
    AdMrlSettings settings = AdMrlAlgorithm.settings(tested(first.config()));
    TestTasks tests = tests(settings, first.config().environment());
    List<LearnedModel> models =
        trained.stream()
            .map(run -> run.folder().path())
            .map(path -> new LearnedModel(path.toString(), LoadedCheckpoints.latestStep(path)))
            .toList();
    List<ModelErrorJob> jobs = new ArrayList<>();
    for (int i = 0; i < tests.tasks().size(); i++) {
      jobs.add(
          new ModelErrorJob(
              first.method().algorithm(),
              first.config().environment(),
              Yaml.write(Yaml.tree(settings)),
              models,
              folder.resolve("jobs").toString(),
              i,
              tests.tasks().get(i)));
    }
    return jobs;
  }

  private static TestTasks tests(AdMrlSettings settings, String environment) {
    return TestTasks.of(
        settings.evaluation().tasks(), AdMrlAlgorithm.family(settings, environment));
  }

  /** A run's configuration with the tasks on which models are measured. */
  static RunConfig tested(RunConfig run) {
    AdMrlSettings settings = AdMrlAlgorithm.settings(run);
    List<String> assignments = new ArrayList<>(List.of("evaluation.tasks.boundary-only=true"));
    if (settings.evaluation().tasks().low().isEmpty()) {
      Box box = AdMrlAlgorithm.family(settings, run.environment()).parameters();
      assignments.add("evaluation.tasks.low=" + bounds(box, -1));
      assignments.add("evaluation.tasks.high=" + bounds(box, 1));
    }
    return run.with(assignments);
  }

  private static List<Double> bounds(Box box, int sign) {
    return IntStream.range(0, box.size())
        .mapToObj(i -> {
          double centre = (box.low(i) + box.high(i)) / 2;
          double half = (box.high(i) - box.low(i)) / 2;
          return centre + sign * half * WIDER / THAN;
        })
        .toList();
  }

  /**
   * Refuses to measure on the transitions of policies that nobody trained.
   *
   * @throws UsageException if the settings have no update for them
   */
  static void requirePolicies(AdMrlSettings settings) {
    if (settings.evaluation().optimum().updates() == 0) {
      throw new UsageException(
          "evaluation.optimum.updates is 0, but models are measured on transitions of policies that"
              + " these updates train: set at least 1");
    }
  }

  /** What the measurement spends, and on which tasks. */
  static String budget(RunConfig run) {
    AdMrlSettings settings = AdMrlAlgorithm.settings(tested(run));
    Box box = tests(settings, run.environment()).family().parameters();
    return Budget.transitions(settings.evaluation(), box);
  }

  @Override
  public List<ModelErrorJob> jobs() {
    return jobs;
  }

  /** The figure is all that comes of it. */
  @Override
  public void finish() {}

  /** Figure 6. */
  static Figure figure(List<TrainedRun> trained, Path folder, Provenance provenance) {
    List<ModelErrorJob> jobs = jobs(trained, folder);
    List<ModelErrors> errors = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      int run = i;
      List<TaskError> tasks = jobs.stream().map(job -> job.result().tasks().get(run)).toList();
      errors.add(
          new ModelErrors(
              trained.get(i).method().algorithm(), trained.get(i).config().seed(), tasks));
    }
    Map<String, String> labels = new LinkedHashMap<>();
    trained.forEach(run -> labels.put(run.method().algorithm(), run.method().label()));
    return ModelErrorFigure.of(errors, labels, provenance);
  }
}
