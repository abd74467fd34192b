package dev.admiral.experiments.maml;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.comparison.AdaptationTestEvaluator;

/**
 * Measures the returns of a meta-policy before and after adaptation, undisturbed: on drawn tasks, or as AdMRL is
 * evaluated.
 */
final class MetaTestEvaluator implements Evaluator<MamlSettings> {
  private final MamlAlgorithm algorithm;
  private final Evaluator<MamlSettings> comparison;

  MetaTestEvaluator(MamlAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.comparison = new AdaptationTestEvaluator<>(algorithm);
  }

  @Override
  public boolean isWanted(MamlSettings settings) {
    return comparison.isWanted(settings) || settings.evaluation().tasks() > 0;
  }

  @Override
  public EvaluationPlan plan(MamlSettings settings, TrainedModel model, EvaluationFolder results) {
    if (comparison.isWanted(settings)) {
      return comparison.plan(settings, model, results);
    }
    if (settings.evaluation().tasks() == 0) {
      throw new UsageException(
          "evaluation.tasks is 0, which asks for no evaluation: set how many tasks");
    }
    return new MetaTestPlan(algorithm, settings, model, results);
  }
}
