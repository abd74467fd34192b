package dev.admiral.experiments.statistics;

import java.util.Arrays;

/** One number for the scores of several trained models, each measured on the same tasks. */
@FunctionalInterface
public interface NestedStatistic {

  /** The mean over models of {@link Aggregate#MEAN}. */
  NestedStatistic MEAN =
      scores -> Arrays.stream(scores).mapToDouble(Aggregate.MEAN::of).average().orElse(Double.NaN);

  /** {@link Aggregate#INTERQUARTILE_MEAN} of all scores, whatever their model and their task. */
  NestedStatistic INTERQUARTILE_MEAN =
      scores ->
          Aggregate.INTERQUARTILE_MEAN.of(
              Arrays.stream(scores).flatMap(Arrays::stream).toArray(double[][]::new));

  /**
   * The statistic of one set of scores.
   *
   * @param scores {@code [model][task][seed]}
   */
  double of(double[][][] scores);

  /** The mean over models and tasks of Gₙ(ψ), with A*(ψ) in {@code optima}, shape {@code [task]}. */
  static NestedStatistic meanGap(double... optima) {
    double meanOptimum = Aggregate.mean(optima);
    return scores -> meanOptimum - MEAN.of(scores);
  }

  /** The mean over models of each model's Gₙᵐᵃˣ, with A*(ψ) in {@code optima}, shape {@code [task]}. */
  static NestedStatistic worstGap(double... optima) {
    double[] fixed = optima.clone();
    return scores ->
        Arrays.stream(scores)
            .mapToDouble(model -> worst(fixed, model))
            .average()
            .orElse(Double.NaN);
  }

  private static double worst(double[] optima, double[][] model) {
    double worst = Double.NEGATIVE_INFINITY;
    for (int task = 0; task < optima.length; task++) {
      worst = Math.max(worst, optima[task] - Aggregate.mean(model[task]));
    }
    return worst;
  }
}
