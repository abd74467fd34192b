package dev.admiral.nn;

/**
 * x ↦ factor · x.
 *
 * @param factor such as 1/255 for the pixels of an image; 1 leaves everything as it is
 */
public record ConstantScale(int size, float factor) implements Normalizer {
  public ConstantScale {
    if (!(factor > 0 && factor < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a scale must be positive and finite, not " + factor);
    }
  }

  /** The map that changes nothing. */
  public static ConstantScale identity(int size) {
    return new ConstantScale(size, 1);
  }

  /** Bytes to [0, 1]. */
  public static ConstantScale ofPixels(int size) {
    return new ConstantScale(size, 1 / 255f);
  }

  @Override
  public void normalize(Matrix x, Matrix out) {
    float[] source = x.values();
    float[] target = out.values();
    for (int r = 0; r < x.rows(); r++) {
      int from = x.rowOffset(r);
      int to = out.rowOffset(r);
      for (int j = 0; j < size; j++) {
        target[to + j] = factor * source[from + j];
      }
    }
  }

  @Override
  public void pullBack(Matrix gradients) {
    normalize(gradients, gradients);
  }
}
