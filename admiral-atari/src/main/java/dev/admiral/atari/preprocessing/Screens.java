package dev.admiral.atari.preprocessing;

import java.util.Arrays;

/**
 * The last two screens of a game, merged into one gray picture: many games draw an object only in every other frame,
 * and the brighter of two pixels is there when either was.
 */
public final class Screens {
  private final Game game;
  private final byte[] grayLevels;
  private final int width;

  /** The screens that were merged last, and what became of them: rows that are the same are not merged again. */
  private final byte[] mergedLast;

  private final byte[] mergedOther;
  private final byte[] gray;

  private byte[] last;
  private byte[] beforeLast;
  private int held;

  public Screens(Game game) {
    this.game = game;
    this.grayLevels = game.grayLevels();
    this.last = new byte[game.height() * game.width()];
    this.beforeLast = new byte[last.length];
    this.width = game.width();
    this.mergedLast = new byte[last.length];
    this.mergedOther = new byte[last.length];
    this.gray = new byte[last.length];
    Arrays.fill(gray, grayLevels[0]);
  }

  /** Forgets the screens of an earlier game. */
  public void clear() {
    held = 0;
  }

  /** Remembers the game's screen as it is now. */
  public void capture() {
    byte[] oldest = beforeLast;
    beforeLast = last;
    last = oldest;
    game.screen(last);
    held = Math.min(2, held + 1);
  }

  /**
   * Merges the last two screens that were captured since {@link #clear}; one alone stands for itself.
   *
   * @return the brightness of each pixel, unsigned, shape {@code [height, width]}; live
   * @throws IllegalStateException if there is none
   */
  public byte[] merge() {
    if (held == 0) {
      throw new IllegalStateException("no screen was captured");
    }
    byte[] other = held == 1 ? last : beforeLast;
    for (int from = 0; from < gray.length; from += width) {
      int to = from + width;
      if (!Arrays.equals(last, from, to, mergedLast, from, to)
          || !Arrays.equals(other, from, to, mergedOther, from, to)) {
        mergeRow(other, from, to);
      }
    }
    System.arraycopy(last, 0, mergedLast, 0, last.length);
    System.arraycopy(other, 0, mergedOther, 0, other.length);
    return gray;
  }

  private void mergeRow(byte[] other, int from, int to) {
    for (int i = from; i < to; i++) {
      int a = grayLevels[last[i] & 0xff] & 0xff;
      int b = grayLevels[other[i] & 0xff] & 0xff;
      gray[i] = (byte) Math.max(a, b);
    }
  }
}
