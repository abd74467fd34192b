package dev.admiral.atari.preprocessing;

import dev.admiral.random.RandomStream;

/**
 * Begins each episode with action 1, which is FIRE, and then action 2, for games that stand still until somebody fires.
 */
public final class FireStart implements Play {
  private static final int FIRE = 1;
  private static final int SECOND = 2;

  private final Play play;

  public FireStart(Play play) {
    this.play = play;
  }

  /** Whether it has a meaning in a game: there is FIRE, and something else to do afterwards. */
  public static boolean suits(Game game) {
    return game.hasFire() && game.actions() > SECOND;
  }

  @Override
  public void newGame(RandomStream random) {
    play.newGame(random);
    fire(random);
  }

  @Override
  public void nextEpisode(RandomStream random) {
    play.nextEpisode(random);
    fire(random);
  }

  private void fire(RandomStream random) {
    if (play.step(FIRE).isEnd()) {
      play.nextEpisode(random);
    }
    if (play.step(SECOND).isEnd()) {
      play.nextEpisode(random);
    }
  }

  @Override
  public Outcome step(int action) {
    return play.step(action);
  }
}
