package dev.admiral.experiments.pearl;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainedModel;

/** Measures the returns of an agent with z from the prior, and after adaptation. */
final class PearlTestEvaluator implements Evaluator<PearlSettings> {

  @Override
  public boolean isWanted(PearlSettings settings) {
    return settings.evaluation().tasks() > 0;
  }

  @Override
  public EvaluationPlan plan(PearlSettings settings, TrainedModel model, EvaluationFolder results) {
    if (settings.evaluation().tasks() == 0) {
      throw new UsageException(
          "evaluation.tasks is 0, which asks for no evaluation: set how many tasks");
    }
    return new PearlTestPlan(settings, model, results);
  }
}
