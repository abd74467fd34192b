package dev.admiral.experiments.comparison;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainedModel;

/**
 * Measures Aₙ(ψ) of a trained model over the test tasks.
 *
 * @param algorithm of the model
 * @param <C> its settings
 */
public record AdaptationTestEvaluator<C extends Record>(AdaptiveAlgorithm<C> algorithm)
    implements Evaluator<C> {

  @Override
  public boolean isWanted(C settings) {
    return algorithm.test(settings).isWanted();
  }

  @Override
  public EvaluationPlan plan(C settings, TrainedModel model, EvaluationFolder results) {
    if (!isWanted(settings)) {
      throw new UsageException(
          "evaluation.tasks has neither a grid nor boundary-tasks, which asks for no evaluation:"
              + " set one of them");
    }
    return new AdaptationTestPlan<>(algorithm, settings, model, results);
  }
}
