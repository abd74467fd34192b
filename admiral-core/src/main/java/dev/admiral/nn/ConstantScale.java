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
    out.copyFrom(x);
    scale(out);
  }

  @Override
  public void pullBack(Matrix gradients) {
    scale(gradients);
  }

  /** In place: the compiler makes vector instructions of a loop over one index, not of one over two. */
  private void scale(Matrix matrix) {
    if (factor == 1) {
      return;
    }
    float[] values = matrix.values();
    for (int r = 0; r < matrix.rows(); r++) {
      int from = matrix.rowOffset(r);
      for (int j = from; j < from + size; j++) {
        values[j] *= factor;
      }
    }
  }
}
