package dev.admiral.experiments.admrl;

import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.ModelErrorFigure;
import dev.admiral.experiments.figure.ModelErrors;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.figure.TaskError;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.task.TaskFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Errors of trained models on transitions of tasks outside of Ψ. A job for each of these tasks makes its
 * transitions once, with a policy that no model had a part in, and measures every model on them.
 */
final class ModelErrorPlan implements EvaluationPlan {
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
    AdMrlSettings settings =
        AdMrlAlgorithm.settings(first.config().with(AdMrlReproduction.OUT_OF_DISTRIBUTION_TASKS));
    TaskFamily family = AdMrlAlgorithm.family(settings, first.config().environment());
    TestTasks tests = TestTasks.of(settings.evaluation().tasks(), family);
    List<String> runs = trained.stream().map(run -> run.folder().path().toString()).toList();
    List<ModelErrorJob> jobs = new ArrayList<>();
    for (int i = 0; i < tests.tasks().size(); i++) {
      jobs.add(
          new ModelErrorJob(
              first.method().algorithm(),
              first.config().environment(),
              Yaml.write(Yaml.tree(settings)),
              runs,
              folder.resolve("jobs").toString(),
              i,
              tests.tasks().get(i)));
    }
    return jobs;
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
      List<TaskError> tasks = jobs.stream().map(job -> job.result().get(run)).toList();
      errors.add(
          new ModelErrors(
              trained.get(i).method().algorithm(), trained.get(i).config().seed(), tasks));
    }
    Map<String, String> labels = new LinkedHashMap<>();
    trained.forEach(run -> labels.put(run.method().algorithm(), run.method().label()));
    return ModelErrorFigure.of(errors, labels, provenance);
  }
}
