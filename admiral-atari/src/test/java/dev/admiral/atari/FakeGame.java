package dev.admiral.atari;

import dev.admiral.atari.preprocessing.Game;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A game whose screen shows, in every pixel, how many frames were played; frame t is worth t points. It loses a life at
 * given frames and is over at the last of these.
 */
public final class FakeGame implements Game {
  private final List<Integer> deaths;
  private final int firstLives;
  private final int actionCount;
  private final boolean fire;
  private final List<Integer> actions = new ArrayList<>();
  private int frame;
  private int resets;
  private boolean closed;

  /**
   * @param firstLives how many lives a game begins with; 0 for a game without lives
   * @param deaths the frames, counted from 1, after which a life is lost; the game is over at the last
   */
  public FakeGame(int firstLives, Integer... deaths) {
    this(firstLives, List.of(deaths), 4, true);
  }

  private FakeGame(int firstLives, List<Integer> deaths, int actionCount, boolean fire) {
    this.firstLives = firstLives;
    this.deaths = deaths;
    this.actionCount = actionCount;
    this.fire = fire;
  }

  /** A game without lives that is over after ten frames. */
  public static FakeGame withActions(int count, boolean fire) {
    return new FakeGame(0, List.of(10), count, fire);
  }

  /** All that was played since it was made. */
  public List<Integer> played() {
    return actions;
  }

  public int resets() {
    return resets;
  }

  public int frame() {
    return frame;
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public int actions() {
    return actionCount;
  }

  @Override
  public boolean hasFire() {
    return fire;
  }

  @Override
  public int height() {
    return 6;
  }

  @Override
  public int width() {
    return 4;
  }

  @Override
  public void reset() {
    frame = 0;
    resets++;
  }

  @Override
  public int play(int action) {
    actions.add(action);
    frame++;
    return frame;
  }

  @Override
  public boolean isOver() {
    return frame >= deaths.getLast();
  }

  @Override
  public int lives() {
    return firstLives == 0
        ? 0
        : firstLives - (int) deaths.stream().filter(death -> frame >= death).count();
  }

  @Override
  public void screen(byte[] colours) {
    Arrays.fill(colours, (byte) frame);
  }

  /** Twice the colour, up to 127. */
  @Override
  public byte[] grayLevels() {
    byte[] levels = new byte[256];
    for (int i = 0; i < 128; i++) {
      levels[i] = (byte) (2 * i);
    }
    return levels;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
