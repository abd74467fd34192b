package dev.admiral.admrl;

/**
 * Settings of {@link WorstCaseSearch}. Off by default; the paper evaluates on a grid.
 *
 * @param starts tasks from which the search starts, each a path of its own; 0 for no search
 * @param steps of ascent from each start at most, so that a path visits up to one task more
 * @param learningRate α of these steps, in the place and the unit of {@link
 *     TaskGradientConfig#learningRate}; positive
 */
public record WorstCaseConfig(int starts, int steps, double learningRate) {
  public WorstCaseConfig {
    if (starts < 0) {
      throw new IllegalArgumentException("starts must not be negative: " + starts);
    }
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, not " + steps);
    }
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learning-rate must be finite and positive, not " + learningRate);
    }
  }

  public static WorstCaseConfig defaults() {
    return new WorstCaseConfig(0, 5, 2);
  }
}
