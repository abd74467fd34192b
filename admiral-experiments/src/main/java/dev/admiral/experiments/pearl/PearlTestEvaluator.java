package dev.admiral.experiments.pearl;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.comparison.AdaptationTestEvaluator;

/**
 * Measures the returns of an agent with z from the prior, and after adaptation: on drawn tasks, or as AdMRL is
 * evaluated.
 */
final class PearlTestEvaluator implements Evaluator<PearlSettings> {

  private final Evaluator<PearlSettings> comparison =
      new AdaptationTestEvaluator<>(PearlAlgorithm.PEARL);

  @Override
  public boolean isWanted(PearlSettings settings) {
    return comparison.isWanted(settings) || settings.evaluation().tasks() > 0;
  }

  @Override
  public EvaluationPlan plan(PearlSettings settings, TrainedModel model, EvaluationFolder results) {
    if (comparison.isWanted(settings)) {
      return comparison.plan(settings, model, results);
    }
    if (settings.evaluation().tasks() == 0) {
      throw new UsageException(
          "evaluation.tasks is 0, which asks for no evaluation: set how many tasks");
    }
    return new PearlTestPlan(settings, model, results);
  }
}
