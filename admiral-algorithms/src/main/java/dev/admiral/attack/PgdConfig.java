package dev.admiral.attack;

/**
 * How projected gradient descent searches.
 *
 * @param steps K, at least 1; one step from x itself is the fast gradient sign method
 * @param stepSize α, how far a step moves every coordinate, in the units of observations
 * @param randomStart whether it begins anywhere in the ball rather than at x
 * @param restarts how often, at least 1; the best end is taken
 * @param wholeNumbers whether only whole numbers are shown, as where observations are pixels of real images
 */
public record PgdConfig(
    int steps, double stepSize, boolean randomStart, int restarts, boolean wholeNumbers) {
  public PgdConfig {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, not " + steps);
    }
    if (!(stepSize > 0 && stepSize < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("step-size must be positive and finite, not " + stepSize);
    }
    if (restarts < 1) {
      throw new IllegalArgumentException("restarts must be at least 1, not " + restarts);
    }
    if (restarts > 1 && !randomStart) {
      throw new IllegalArgumentException(
          "restarts is %d, but without random-start every search is the same".formatted(restarts));
    }
  }
}
