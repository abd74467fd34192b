package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.admrl.OptimalReturnConfig;
import dev.admiral.admrl.WorstCaseConfig;
import dev.admiral.experiments.comparison.TestTasksConfig;

/**
 * How a trained model is evaluated (paper, section 5, "Evaluation Metric").
 *
 * @param tasks on which
 * @param seeds how often each task is adapted to, with different random numbers
 * @param adaptation to each task
 * @param optimum how A⋆(ψ) is estimated, by the first seed of each task
 * @param worstCase a search for the worst case in all of Ψ, not on the test tasks alone; off in the paper
 */
public record EvaluationConfig(
    TestTasksConfig tasks,
    int seeds,
    AdaptationConfig adaptation,
    OptimalReturnConfig optimum,
    WorstCaseConfig worstCase) {
  public EvaluationConfig {
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds must be at least 1, not " + seeds);
    }
  }

  /** The paper's for this number of task parameters. */
  public static EvaluationConfig defaults(int parameters) {
    return new EvaluationConfig(
        TestTasksConfig.defaults(parameters),
        3,
        AdaptationConfig.defaults(),
        OptimalReturnConfig.defaults(),
        WorstCaseConfig.defaults());
  }
}
