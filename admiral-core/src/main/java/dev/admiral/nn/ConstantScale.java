package dev.admiral.nn;

/**
 * x ↦ factor · (x − origin), the same for every coordinate.
 *
 * @param origin of x, such as the mean of an image's pixels; 0 moves nothing
 * @param factor such as 1/255 for the pixels of an image; 1 leaves the unit as it is
 */
public record ConstantScale(int size, float origin, float factor) implements Normalizer {
  public ConstantScale {
    if (!Float.isFinite(origin)) {
      throw new IllegalArgumentException("an origin must be finite, not " + origin);
    }
    if (!(factor > 0 && factor < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a scale must be positive and finite, not " + factor);
    }
  }

  /** x ↦ factor · x. */
  public ConstantScale(int size, float factor) {
    this(size, 0, factor);
  }

  /** The map that changes nothing. */
  public static ConstantScale identity(int size) {
    return new ConstantScale(size, 1);
  }

  /** Bytes to [0, 1]. */
  public static ConstantScale ofPixels(int size) {
    return new ConstantScale(size, 1 / 255f);
  }

  /** In place: the compiler makes vector instructions of a loop over one index, not of one over two. */
  @Override
  public void normalize(Matrix x, Matrix out) {
    out.copyFrom(x);
    if (origin == 0 && factor == 1) {
      return;
    }
    float[] values = out.values();
    for (int r = 0; r < out.rows(); r++) {
      int from = out.rowOffset(r);
      for (int j = from; j < from + size; j++) {
        values[j] = (values[j] - origin) * factor;
      }
    }
  }

  @Override
  public void pullBack(Matrix gradients) {
    if (factor == 1) {
      return;
    }
    float[] values = gradients.values();
    for (int r = 0; r < gradients.rows(); r++) {
      int from = gradients.rowOffset(r);
      for (int j = from; j < from + size; j++) {
        values[j] *= factor;
      }
    }
  }
}
