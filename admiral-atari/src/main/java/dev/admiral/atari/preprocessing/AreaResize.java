package dev.admiral.atari.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shrinks a gray picture: each new pixel is the mean of the area that it covers. Equal to OpenCV's {@code INTER_AREA}
 * on bytes to the last bit, and so with the same weights and the same order of sums in single precision: along the rows
 * first, then along the columns, rounded half to even.
 *
 * <p>Rows that are as in the picture before are not computed again: in most games, most of the screen stands still.
 */
public final class AreaResize {

  /** Shares of a pixel below this are left out, as OpenCV does. */
  private static final double NEGLIGIBLE = 1e-3;

  /** The old pixels under one new pixel, in one direction, with their weights. */
  private record Span(int first, float[] weights) {

    /** The spans of all new pixels. */
    static Span[] all(int oldSize, int newSize) {
      // As OpenCV computes it, not oldSize / newSize, which may round differently.
      double scale = 1 / ((double) newSize / oldSize);
      Span[] spans = new Span[newSize];
      for (int i = 0; i < newSize; i++) {
        spans[i] = of(i, scale, oldSize);
      }
      return spans;
    }

    private static Span of(int i, double scale, int oldSize) {
      double begin = i * scale;
      double end = begin + scale;
      double width = Math.min(scale, oldSize - begin);
      int lastWhole = Math.min((int) Math.floor(end), oldSize - 1);
      int firstWhole = Math.min((int) Math.ceil(begin), lastWhole);
      int first = firstWhole;
      List<Float> weights = new ArrayList<>();
      if (firstWhole - begin > NEGLIGIBLE) {
        first--;
        weights.add((float) ((firstWhole - begin) / width));
      }
      for (int s = firstWhole; s < lastWhole; s++) {
        weights.add((float) (1 / width));
      }
      if (end - lastWhole > NEGLIGIBLE) {
        weights.add((float) (Math.min(Math.min(end - lastWhole, 1), width) / width));
      }
      float[] array = new float[weights.size()];
      for (int k = 0; k < array.length; k++) {
        array[k] = weights.get(k);
      }
      return new Span(first, array);
    }
  }

  private final int oldWidth;
  private final int newHeight;
  private final int newWidth;
  private final Span[] vertical;

  /** How many old pixels the widest span has; the others end with weights of 0. */
  private final int taps;

  /** Where each new column's span begins. */
  private final int[] firstColumns;

  /** Shape {@code [taps, new width]}. */
  private final float[][] columnWeights;

  private final float[] line;
  private final float[] sums;

  /** The picture before, its rows made narrower, and what became of it. */
  private final byte[] before;

  private final float[] narrowed;
  private final byte[] result;

  private final boolean[] changed;

  /**
   * @param newHeight at most {@code oldHeight}
   * @param newWidth at most {@code oldWidth}
   */
  public AreaResize(int oldHeight, int oldWidth, int newHeight, int newWidth) {
    if (newHeight > oldHeight || newWidth > oldWidth) {
      throw new IllegalArgumentException(
          "a screen of %d×%d pixels cannot be shrunk to %d×%d"
              .formatted(oldHeight, oldWidth, newHeight, newWidth));
    }
    this.oldWidth = oldWidth;
    this.newHeight = newHeight;
    this.newWidth = newWidth;
    this.vertical = Span.all(oldHeight, newHeight);
    Span[] horizontal = Span.all(oldWidth, newWidth);
    int widest = 0;
    for (Span span : horizontal) {
      widest = Math.max(widest, span.weights().length);
    }
    this.taps = widest;
    this.firstColumns = new int[newWidth];
    this.columnWeights = new float[taps][newWidth];
    for (int x = 0; x < newWidth; x++) {
      firstColumns[x] = horizontal[x].first();
      float[] weights = horizontal[x].weights();
      for (int k = 0; k < weights.length; k++) {
        columnWeights[k][x] = weights[k];
      }
    }
    this.line = new float[oldWidth + taps]; // Weights of 0 may reach beyond the last column.
    this.sums = new float[newWidth];
    // A black picture, and that is what becomes of it.
    this.before = new byte[oldHeight * oldWidth];
    this.narrowed = new float[oldHeight * newWidth];
    this.result = new byte[newHeight * newWidth];
    this.changed = new boolean[oldHeight];
  }

  /**
   * @param picture unsigned, shape {@code [old height, old width]}
   * @param smaller unsigned, shape {@code [new height, new width]}
   */
  public void apply(byte[] picture, byte[] smaller) {
    for (int y = 0; y < changed.length; y++) {
      int from = y * oldWidth;
      int to = from + oldWidth;
      changed[y] = !Arrays.equals(picture, from, to, before, from, to);
      if (changed[y]) {
        narrow(picture, y);
      }
    }
    System.arraycopy(picture, 0, before, 0, before.length);
    for (int y = 0; y < newHeight; y++) {
      if (hasChanged(vertical[y])) {
        lower(vertical[y], y);
      }
    }
    System.arraycopy(result, 0, smaller, 0, result.length);
  }

  private boolean hasChanged(Span span) {
    for (int k = 0; k < span.weights().length; k++) {
      if (changed[span.first() + k]) {
        return true;
      }
    }
    return false;
  }

  private void lower(Span span, int y) {
    for (int k = 0; k < span.weights().length; k++) {
      add(span.weights()[k], (span.first() + k) * newWidth, k == 0);
    }
    for (int x = 0; x < newWidth; x++) {
      result[y * newWidth + x] = (byte) (int) Math.rint(sums[x]);
    }
  }

  private void narrow(byte[] picture, int y) {
    for (int x = 0; x < oldWidth; x++) {
      line[x] = picture[y * oldWidth + x] & 0xff;
    }
    int at = y * newWidth;
    for (int x = 0; x < newWidth; x++) {
      int first = firstColumns[x];
      float sum = line[first] * columnWeights[0][x];
      for (int k = 1; k < taps; k++) {
        sum += line[first + k] * columnWeights[k][x];
      }
      narrowed[at + x] = sum;
    }
  }

  private void add(float weight, int at, boolean first) {
    if (first) {
      for (int x = 0; x < newWidth; x++) {
        sums[x] = weight * narrowed[at + x];
      }
    } else {
      for (int x = 0; x < newWidth; x++) {
        sums[x] += weight * narrowed[at + x];
      }
    }
  }
}
