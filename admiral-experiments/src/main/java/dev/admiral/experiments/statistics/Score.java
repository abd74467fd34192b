package dev.admiral.experiments.statistics;

/**
 * One measured number, such as the mean return of a few evaluation episodes.
 *
 * @param value the number
 * @param standardError how far it would move with other episodes; NaN where it is not known
 */
public record Score(double value, double standardError) {

  /** A number whose error is not known. */
  public static Score exactly(double value) {
    return new Score(value, Double.NaN);
  }
}
