package dev.admiral.experiments.maml;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainedModel;

/** Measures the returns of a meta-policy before and after adaptation, undisturbed. */
final class MetaTestEvaluator implements Evaluator<MamlSettings> {
  private final String method;

  MetaTestEvaluator(String method) {
    this.method = method;
  }

  @Override
  public boolean isWanted(MamlSettings settings) {
    return settings.evaluation().tasks() > 0;
  }

  @Override
  public EvaluationPlan plan(MamlSettings settings, TrainedModel model, EvaluationFolder results) {
    if (settings.evaluation().tasks() == 0) {
      throw new UsageException(
          "evaluation.tasks is 0, which asks for no evaluation: set how many tasks");
    }
    return new MetaTestPlan(method, settings, model, results);
  }
}
