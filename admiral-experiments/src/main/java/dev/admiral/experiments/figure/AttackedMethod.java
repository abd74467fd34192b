package dev.admiral.experiments.figure;

import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.experiments.statistics.NestedBootstrap;
import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import dev.admiral.random.RandomStream;
import java.util.List;

/**
 * A method under one attack.
 *
 * @param label what a reader calls the method
 * @param attack what a reader calls the attack; the same for all methods under it
 * @param x the attack's strength or the training's iteration, whatever varies
 * @param trainingSeeds of the trained models
 * @param returns after adaptation: of each trained model, in that order, of each task, of each seed
 * @param largestChange the largest ‖x̃ − x‖∞ that was shown to any model
 * @param largestLength the largest ‖x̃ − x‖₂ that was shown to any model
 */
public record AttackedMethod(
    String label,
    String attack,
    double x,
    List<Long> trainingSeeds,
    List<List<List<Score>>> returns,
    double largestChange,
    double largestLength) {
  private static final long SEED = 1;

  public AttackedMethod {
    trainingSeeds = List.copyOf(trainingSeeds);
    returns = List.copyOf(returns);
    if (trainingSeeds.size() != returns.size()) {
      throw new IllegalArgumentException(
          "%d trained models have not %d seeds".formatted(returns.size(), trainingSeeds.size()));
    }
  }

  /** The mean return over models, tasks and seeds, with its 95 % nested bootstrap interval. */
  ConfidenceInterval meanReturn() {
    return NestedBootstrap.STANDARD.interval(returns, NestedStatistic.MEAN, RandomStream.of(SEED));
  }
}
