package dev.admiral.learner;

/** A NaN or an infinity, caught where it was born; the message names what broke. */
public final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NonFiniteException(String message) {
    super(message);
  }

  /** Returns {@code value}, or throws if it is not finite. */
  public static double check(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(name + " is " + value);
    }
    return value;
  }

  /** Throws if any element is not finite. */
  public static void check(String name, float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value * 0;
    }
    if (sum == 0) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new NonFiniteException(name + "[" + i + "] is " + values[i]);
      }
    }
  }
}
