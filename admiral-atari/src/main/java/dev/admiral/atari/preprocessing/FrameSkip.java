package dev.admiral.atari.preprocessing;

import dev.admiral.random.RandomStream;

/**
 * Holds each action for some frames and adds up their rewards; begins each game with a random number of no-ops; cuts a
 * game off after a number of frames.
 */
public final class FrameSkip implements Play {
  private final Game game;
  private final Screens screens;
  private final int skip;
  private final int maximumNoOps;
  private final int maximumFrames;

  /** Played since the game's reset, no-ops included. */
  private int frames;

  /**
   * @param screens receives each screen
   * @param skip for how many frames an action is held
   * @param maximumNoOps a game begins with 1, …, this many frames of no-ops, each number as likely; 0 for none
   * @param maximumFrames after how many frames, no-ops included, a game is truncated
   */
  public FrameSkip(Game game, Screens screens, int skip, int maximumNoOps, int maximumFrames) {
    this.game = game;
    this.screens = screens;
    this.skip = skip;
    this.maximumNoOps = maximumNoOps;
    this.maximumFrames = maximumFrames;
  }

  @Override
  public void newGame(RandomStream random) {
    reset();
    int noOps = maximumNoOps == 0 ? 0 : 1 + random.nextInt(maximumNoOps);
    for (int i = 0; i < noOps; i++) {
      game.play(Game.NO_OP);
      frames++;
      if (game.isOver()) {
        reset();
      }
    }
    screens.clear();
    screens.capture();
  }

  private void reset() {
    game.reset();
    frames = 0;
  }

  @Override
  public void nextEpisode(RandomStream random) {
    newGame(random);
  }

  @Override
  public Outcome step(int action) {
    int reward = 0;
    boolean ended = false;
    for (int i = 0; i < skip && !ended; i++) {
      reward += game.play(action);
      frames++;
      screens.capture();
      ended = game.isOver() || frames >= maximumFrames;
    }
    boolean over = game.isOver();
    return new Outcome(reward, over, !over && frames >= maximumFrames);
  }
}
