package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.admrl.OptimalReturnConfig;

/**
 * How a trained model is evaluated (paper, section 5, "Evaluation Metric").
 *
 * @param gridSize values of every parameter of ψ, corners of Ψ included; the paper has 6. 0 for no
 *     evaluation
 * @param seeds how often each task is adapted to, with different random numbers
 * @param adaptation to each task
 * @param optimum how A⋆(ψ) is estimated, by the first seed of each task
 */
public record EvaluationConfig(
    int gridSize, int seeds, AdaptationConfig adaptation, OptimalReturnConfig optimum) {
  public EvaluationConfig {
    if (gridSize < 0) {
      throw new IllegalArgumentException("grid-size must not be negative: " + gridSize);
    }
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds must be at least 1, not " + seeds);
    }
  }

  public static EvaluationConfig defaults() {
    return new EvaluationConfig(6, 3, AdaptationConfig.defaults(), OptimalReturnConfig.defaults());
  }
}
