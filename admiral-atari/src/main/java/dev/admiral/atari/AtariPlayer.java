package dev.admiral.atari;

import dev.admiral.atari.preprocessing.AreaResize;
import dev.admiral.atari.preprocessing.EpisodicLife;
import dev.admiral.atari.preprocessing.FireStart;
import dev.admiral.atari.preprocessing.FrameSkip;
import dev.admiral.atari.preprocessing.FrameStack;
import dev.admiral.atari.preprocessing.Game;
import dev.admiral.atari.preprocessing.Outcome;
import dev.admiral.atari.preprocessing.Play;
import dev.admiral.atari.preprocessing.Scorekeeper;
import dev.admiral.atari.preprocessing.Screens;
import dev.admiral.random.RandomStream;

/** A game with all of its preprocessing. */
final class AtariPlayer implements AutoCloseable {
  private final Game game;
  private final AtariConfig config;
  private final Screens screens;
  private final Scorekeeper score;
  private final Play play;
  private final AreaResize resize;
  private final FrameStack stack;
  private final byte[] picture;

  /**
   * Takes over a game, which is closed at once where its screen does not suit the configuration.
   *
   * @throws IllegalArgumentException if its screen is smaller than what is to be observed
   */
  static AtariPlayer of(Game game, AtariConfig config) {
    try {
      return new AtariPlayer(game, config);
    } catch (RuntimeException e) {
      game.close();
      throw e;
    }
  }

  private AtariPlayer(Game game, AtariConfig config) {
    this.game = game;
    this.config = config;
    this.screens = new Screens(game);
    this.score =
        new Scorekeeper(
            new FrameSkip(
                game, screens, config.frameSkip(), config.maximumNoOps(), config.maximumFrames()));
    Play episodes = config.episodicLife() ? new EpisodicLife(score, game) : score;
    this.play = config.fireStart() && FireStart.suits(game) ? new FireStart(episodes) : episodes;
    int size = config.screenSize();
    this.resize = new AreaResize(game.height(), game.width(), size, size);
    this.stack = new FrameStack(config.stackSize(), size * size, config.stackStart());
    this.picture = new byte[size * size];
  }

  Game game() {
    return game;
  }

  /** Whose score is that of whole games. */
  Scorekeeper score() {
    return score;
  }

  /** What an observation is made of. */
  FrameStack stack() {
    return stack;
  }

  void newGame(RandomStream random) {
    play.newGame(random);
    look();
    stack.begin(picture);
  }

  void nextEpisode(RandomStream random) {
    play.nextEpisode(random);
    look();
    stack.begin(picture);
  }

  /**
   * Takes an action.
   *
   * @param action its index
   * @return with the reward that the learner is shown
   * @throws IllegalArgumentException if it is no action of the game
   */
  Outcome step(double action) {
    int index = (int) action;
    if (index != action || index < 0 || index >= game.actions()) {
      throw new IllegalArgumentException(
          "%s has the actions 0, …, %d, not %s"
              .formatted(game.id(), game.actions() - 1, number(action)));
    }
    Outcome outcome = play.step(index);
    look();
    stack.push(picture);
    return config.rewardSign()
        ? new Outcome(Integer.signum(outcome.reward()), outcome.terminated(), outcome.truncated())
        : outcome;
  }

  private static String number(double action) {
    return action == Math.rint(action) ? String.format("%.0f", action) : String.valueOf(action);
  }

  private void look() {
    resize.apply(screens.merge(), picture);
  }

  @Override
  public void close() {
    game.close();
  }
}
