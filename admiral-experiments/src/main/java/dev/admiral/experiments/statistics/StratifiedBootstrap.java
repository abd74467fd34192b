package dev.admiral.experiments.statistics;

import dev.admiral.random.RandomStream;
import java.util.Arrays;

/**
 * Percentile intervals from bootstrap samples that keep the tasks and draw, within each task, as many
 * runs with replacement as there are.
 *
 * @param replications how many bootstrap samples, at least 1
 * @param level coverage of the interval, in (0, 1)
 */
public record StratifiedBootstrap(int replications, double level) {
  /** 2000 samples, 95 %: the bounds of a percentile interval then hardly move with the draws. */
  public static final StratifiedBootstrap STANDARD = new StratifiedBootstrap(2000, 0.95);

  public StratifiedBootstrap {
    check(replications, level);
  }

  static void check(int replications, double level) {
    if (replications < 1) {
      throw new IllegalArgumentException(
          "a bootstrap needs at least one replication, not " + replications);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "the level of an interval lies between 0 and 1, not " + level);
    }
  }

  /**
   * The aggregate and its interval.
   *
   * @param scores {@code [task][run]}
   * @param random where the draws come from
   * @throws IllegalArgumentException when there is no task, or a task without a run
   */
  public ConfidenceInterval interval(double[][] scores, Aggregate aggregate, RandomStream random) {
    if (scores.length == 0 || Arrays.stream(scores).anyMatch(runs -> runs.length == 0)) {
      throw new IllegalArgumentException("a bootstrap needs at least one run of each task");
    }
    double estimate = aggregate.of(scores);
    if (Arrays.stream(scores).allMatch(runs -> runs.length == 1)) {
      return new ConfidenceInterval(estimate, Double.NaN, Double.NaN, level);
    }
    double[][] sample = Arrays.stream(scores).map(double[]::clone).toArray(double[][]::new);
    double[] replicates = new double[replications];
    for (int r = 0; r < replications; r++) {
      draw(scores, sample, random);
      replicates[r] = aggregate.of(sample);
    }
    return ConfidenceInterval.ofReplicates(estimate, replicates, level);
  }

  private static void draw(double[][] scores, double[][] sample, RandomStream random) {
    for (int task = 0; task < scores.length; task++) {
      double[] runs = scores[task];
      for (int run = 0; run < runs.length; run++) {
        sample[task][run] = runs[random.nextInt(runs.length)];
      }
    }
  }
}
