package dev.admiral.mujoco.env;

/**
 * What lies between two numbers. Gymnasium's definitions take their ends out in some places and in
 * in others, so there are two questions to ask.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("the interval [" + low + ", " + high + "] is empty");
    }
  }

  /** low &lt; value &lt; high; false for NaN. */
  public boolean isInside(double value) {
    return low < value && value < high;
  }

  /** low ≤ value ≤ high; false for NaN. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  public double clip(double value) {
    return Math.clamp(value, low, high);
  }
}
