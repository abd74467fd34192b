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
 * @param before returns before adaptation: of each trained model, in that order, of each task, of each seed
 * @param after returns after adaptation, likewise
 * @param largestChange the largest ‖x̃ − x‖∞ that was shown to any model
 * @param largestLength the largest ‖x̃ − x‖₂ that was shown to any model
 */
public record AttackedMethod(
    String label,
    String attack,
    double x,
    List<Long> trainingSeeds,
    List<List<List<Score>>> before,
    List<List<List<Score>>> after,
    double largestChange,
    double largestLength) {
  private static final long SEED = 1;

  public AttackedMethod {
    trainingSeeds = List.copyOf(trainingSeeds);
    before = List.copyOf(before);
    after = List.copyOf(after);
    if (trainingSeeds.size() != after.size() || before.size() != after.size()) {
      throw new IllegalArgumentException(
          "%d trained models have not %d seeds".formatted(after.size(), trainingSeeds.size()));
    }
  }

  /** The mean return after adaptation over models, tasks and seeds, with its 95 % nested bootstrap interval. */
  ConfidenceInterval meanReturn() {
    return mean(after);
  }

  /** The same before adaptation. */
  ConfidenceInterval meanReturnBefore() {
    return mean(before);
  }

  private static ConfidenceInterval mean(List<List<List<Score>>> returns) {
    return NestedBootstrap.STANDARD.interval(returns, NestedStatistic.MEAN, RandomStream.of(SEED));
  }
}
