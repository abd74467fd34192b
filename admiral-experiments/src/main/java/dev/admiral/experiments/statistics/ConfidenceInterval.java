package dev.admiral.experiments.statistics;

import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * An estimate and the interval around it. The bounds are NaN where the data cannot tell, such as one
 * run of each task.
 *
 * @param estimate the statistic on the data themselves
 * @param low lower bound
 * @param high upper bound
 * @param level coverage, such as 0.95
 */
public record ConfidenceInterval(double estimate, double low, double high, double level) {
  // Linear interpolation, as NumPy's percentile does.
  private static final Quantile QUANTILE = Quantile.withDefaults().with(EstimationMethod.HF7);

  /** The percentile interval of bootstrap replicates. */
  static ConfidenceInterval ofReplicates(double estimate, double[] replicates, double level) {
    double tail = (1 - level) / 2;
    double[] bounds = QUANTILE.evaluate(replicates, tail, 1 - tail);
    return new ConfidenceInterval(estimate, bounds[0], bounds[1], level);
  }

  /** False where there was only one run of each task, so that the bounds are NaN. */
  public boolean isKnown() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** True when the two intervals, both known, share a value. */
  public boolean overlaps(ConfidenceInterval other) {
    return low <= other.high && other.low <= high;
  }
}
