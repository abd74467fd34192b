package dev.admiral.space;

import dev.admiral.random.RandomStream;
import java.util.Arrays;

/** A product of closed intervals, some of which may be unbounded. Immutable. */
public final class Box implements Space {
  private final double[] low;
  private final double[] high;

  private Box(double[] low, double[] high) {
    if (low.length != high.length) {
      throw new IllegalArgumentException(
          "a box needs as many lower as upper bounds, not " + low.length + " and " + high.length);
    }
    for (int i = 0; i < low.length; i++) {
      if (!(low[i] <= high[i])) {
        throw new IllegalArgumentException(
            "bound " + i + " of a box is empty: [" + low[i] + ", " + high[i] + "]");
      }
    }
    this.low = low.clone();
    this.high = high.clone();
  }

  /** The box with the given bounds, each of shape {@code [size]}. */
  public static Box of(double[] low, double[] high) {
    return new Box(low, high);
  }

  /** The cube {@code [low, high]^size}. */
  public static Box cube(int size, double low, double high) {
    double[] l = new double[size];
    double[] h = new double[size];
    Arrays.fill(l, low);
    Arrays.fill(h, high);
    return new Box(l, h);
  }

  /** All of ℝ^size. */
  public static Box unbounded(int size) {
    return cube(size, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  @Override
  public int size() {
    return low.length;
  }

  public double low(int index) {
    return low[index];
  }

  public double high(int index) {
    return high[index];
  }

  /** True when every coordinate has finite bounds. */
  public boolean isBounded() {
    for (int i = 0; i < low.length; i++) {
      if (Double.isInfinite(low[i]) || Double.isInfinite(high[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public double[] sample(RandomStream random) {
    if (!isBounded()) {
      throw new IllegalStateException("nothing is uniform on the unbounded box " + this);
    }
    double[] point = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      point[i] = random.nextDouble(low[i], high[i]);
    }
    return project(point); // what rounding may have moved out
  }

  /** True when {@code point} (shape {@code [size]}) lies in the box; NaN never does. */
  public boolean contains(double[] point) {
    if (point.length != low.length) {
      return false;
    }
    for (int i = 0; i < low.length; i++) {
      if (!(low[i] <= point[i] && point[i] <= high[i])) {
        return false;
      }
    }
    return true;
  }

  /** The Euclidean projection Π of {@code point} onto the box. */
  public double[] project(double[] point) {
    double[] projected = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      projected[i] = Math.clamp(point[i], low[i], high[i]);
    }
    return projected;
  }

  /** The image of {@code unit} ∈ [−1, 1]^size under the affine map onto this (bounded) box. */
  public double[] fromUnit(double[] unit) {
    double[] point = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      point[i] = low[i] + (unit[i] + 1) / 2 * (high[i] - low[i]);
    }
    return project(point); // what rounding may have moved out
  }

  /** The inverse of {@link #fromUnit}. */
  public double[] toUnit(double[] point) {
    double[] unit = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      double width = high[i] - low[i];
      unit[i] = width == 0 ? 0 : 2 * (point[i] - low[i]) / width - 1;
    }
    return unit;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Box box && Arrays.equals(low, box.low) && Arrays.equals(high, box.high);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < low.length; i++) {
      text.append(i == 0 ? "" : "×")
          .append('[')
          .append(low[i])
          .append(", ")
          .append(high[i])
          .append(']');
    }
    return text.toString();
  }
}
