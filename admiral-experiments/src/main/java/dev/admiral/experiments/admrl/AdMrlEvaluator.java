package dev.admiral.experiments.admrl;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainedModel;

/** Measures Aₙ(ψ) and A⋆(ψ) of a trained model over the test tasks. */
final class AdMrlEvaluator implements Evaluator<AdMrlSettings> {
  private final String method;

  AdMrlEvaluator(String method) {
    this.method = method;
  }

  @Override
  public boolean isWanted(AdMrlSettings settings) {
    return !settings.evaluation().tasks().isEmpty();
  }

  /**
   * Refuses to evaluate on nothing.
   *
   * @throws UsageException if the settings name no test tasks
   */
  static void requireTasks(AdMrlSettings settings) {
    if (settings.evaluation().tasks().isEmpty()) {
      throw new UsageException(
          "evaluation.tasks has neither a grid nor boundary-tasks, which asks for no evaluation:"
              + " set one of them");
    }
  }

  @Override
  public EvaluationPlan plan(AdMrlSettings settings, TrainedModel model, EvaluationFolder results) {
    requireTasks(settings);
    if (model.checkpoint().integer("real-samples") == 0) {
      throw new UsageException(
          "%s has no real data to evaluate yet: \"admiral resume %s\" trains it"
              .formatted(model.folder().path(), model.folder().path()));
    }
    return new AdMrlEvaluationPlan(method, settings, model, results);
  }
}
