package dev.admiral.atari.preprocessing;

/**
 * The last two screens of a game, merged into one gray picture: many games draw an object only in every other frame,
 * and the brighter of two pixels is there when either was.
 */
public final class Screens {
  private final Game game;
  private final byte[] grayLevels;
  private byte[] last;
  private byte[] beforeLast;
  private int held;

  public Screens(Game game) {
    this.game = game;
    this.grayLevels = game.grayLevels();
    this.last = new byte[game.height() * game.width()];
    this.beforeLast = new byte[last.length];
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
   * @param gray receives the brightness of each pixel, unsigned, shape {@code [height, width]}
   * @throws IllegalStateException if there is none
   */
  public void merge(byte[] gray) {
    if (held == 0) {
      throw new IllegalStateException("no screen was captured");
    }
    byte[] other = held == 1 ? last : beforeLast;
    for (int i = 0; i < gray.length; i++) {
      int a = grayLevels[last[i] & 0xff] & 0xff;
      int b = grayLevels[other[i] & 0xff] & 0xff;
      gray[i] = (byte) Math.max(a, b);
    }
  }
}
