package dev.admiral.experiments.algorithm;

/** Measures what a training has reached. */
public interface Evaluator<C extends Record> {

  /**
   * What there is to do; the same model and settings give the same numbers.
   *
   * @param results where the jobs keep what they measure, and where the evaluation is written
   * @throws dev.admiral.experiments.UsageException if the settings want none, or the model has learned
   *     nothing that could be evaluated yet
   */
  EvaluationPlan plan(C config, TrainedModel model, EvaluationFolder results);

  /** Whether a training is followed by an evaluation. */
  default boolean isWanted(C config) {
    return true;
  }
}
