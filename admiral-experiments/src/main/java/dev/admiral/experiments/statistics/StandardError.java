package dev.admiral.experiments.statistics;

import org.apache.commons.statistics.descriptive.StandardDeviation;

/** The standard error of a mean of independent samples: s/√n, with s² the unbiased variance. */
public final class StandardError {

  private StandardError() {}

  /** The standard error of the mean of {@code samples}; NaN for fewer than two, which cannot tell. */
  public static double of(double[] samples) {
    return samples.length < 2
        ? Double.NaN
        : StandardDeviation.of(samples).getAsDouble() / Math.sqrt(samples.length);
  }
}
