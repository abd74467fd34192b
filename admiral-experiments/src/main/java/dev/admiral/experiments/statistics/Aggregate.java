package dev.admiral.experiments.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;

/** One number for the scores of several tasks, each measured in several runs. */
@FunctionalInterface
public interface Aggregate {

  /** The mean over tasks of the mean over a task's runs. */
  Aggregate MEAN =
      scores -> Arrays.stream(scores).mapToDouble(Aggregate::mean).average().orElse(Double.NaN);

  /**
   * The interquartile mean: of all scores, whatever their task, a quarter is cut off at each end
   * (⌊n/4⌋ of n) and the mean taken of the rest. Less noisy than a median, less moved by outliers than
   * a mean.
   */
  Aggregate INTERQUARTILE_MEAN =
      scores -> {
        double[] all = Arrays.stream(scores).flatMapToDouble(Arrays::stream).sorted().toArray();
        int cut = all.length / 4;
        return Mean.ofRange(all, cut, all.length - cut).getAsDouble();
      };

  /**
   * The aggregate of one set of scores.
   *
   * @param scores {@code [task][run]}; tasks may differ in their number of runs, at least one each
   */
  double of(double[][] scores);

  /** The mean of one task's runs, shape {@code [run]}. */
  static double mean(double[] runs) {
    return Mean.of(runs).getAsDouble();
  }
}
