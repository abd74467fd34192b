package dev.admiral.experiments.statistics;

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

  /** False where there was only one run of each task, so that the bounds are NaN. */
  public boolean isKnown() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }
}
