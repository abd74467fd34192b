package dev.admiral.atari.preprocessing;

/**
 * A video game, one frame at a time. Deterministic: what happens depends on the actions since {@link #reset} alone,
 * not on what was played before. Not thread-safe.
 */
public interface Game extends AutoCloseable {

  /** The action that does nothing. */
  int NO_OP = 0;

  /** Its name, such as {@code space-invaders}. */
  String id();

  /** How many actions there are; action 0 is {@link #NO_OP}. */
  int actions();

  /** Whether action 1 presses the fire button alone. */
  boolean hasFire();

  /** Rows of the screen. */
  int height();

  /** Columns of the screen. */
  int width();

  /** Begins a new game. */
  void reset();

  /**
   * Plays one frame.
   *
   * @param action 0, …, {@code actions() − 1}
   * @return the reward
   */
  int play(int action);

  boolean isOver();

  /** How many lives are left; 0 throughout in a game without lives. */
  int lives();

  /**
   * Copies the screen.
   *
   * @param colours receives the colour of each pixel as an index of {@link #grayLevels}, unsigned, shape {@code [height,
   *     width]}
   */
  void screen(byte[] colours);

  /** The brightness of each colour, unsigned, shape {@code [256]}; the same throughout. */
  byte[] grayLevels();

  @Override
  void close();
}
