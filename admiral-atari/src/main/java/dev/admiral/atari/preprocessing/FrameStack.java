package dev.admiral.atari.preprocessing;

import java.util.Arrays;

/** The last few pictures, which together show what moves. Kept as bytes. */
public final class FrameStack {

  /** What stands in for the pictures before an episode's first. */
  public enum Start {

    /** Black, as in baselines' {@code VecFrameStack}. */
    ZEROS,

    /** The first picture, as in Gymnasium's {@code FrameStackObservation}. */
    REPEATED
  }

  private final Start start;
  private final int pixels;

  /** A ring, shape {@code [depth, pixels]}. */
  private final byte[][] pictures;

  /** Which is the oldest, and the next to be replaced. */
  private int oldest;

  public FrameStack(int depth, int pixels, Start start) {
    this.start = start;
    this.pixels = pixels;
    this.pictures = new byte[depth][pixels];
  }

  /** Begins an episode with a picture, unsigned, shape {@code [pixels]}; not kept. */
  public void begin(byte[] picture) {
    for (byte[] past : pictures) {
      switch (start) {
        case ZEROS -> Arrays.fill(past, (byte) 0);
        case REPEATED -> System.arraycopy(picture, 0, past, 0, pixels);
      }
    }
    push(picture);
  }

  /** Adds a picture and drops the oldest. */
  public void push(byte[] picture) {
    System.arraycopy(picture, 0, pictures[oldest], 0, pixels);
    oldest = (oldest + 1) % pictures.length;
  }

  /** Writes numbers from 0 to 255, shape {@code [pixels, depth]}, the oldest picture first. */
  public void write(float[] target, int offset) {
    int depth = pictures.length;
    for (int k = 0; k < depth; k++) {
      byte[] picture = pictures[(oldest + k) % depth];
      for (int i = 0; i < picture.length; i++) {
        target[offset + i * depth + k] = picture[i] & 0xff;
      }
    }
  }

  /** As {@link #write(float[], int)}, from index 0. */
  public void write(double[] target) {
    int depth = pictures.length;
    for (int k = 0; k < depth; k++) {
      byte[] picture = pictures[(oldest + k) % depth];
      for (int i = 0; i < picture.length; i++) {
        target[i * depth + k] = picture[i] & 0xff;
      }
    }
  }
}
