package dev.admiral.atari.preprocessing;

import dev.admiral.random.RandomStream;

/**
 * Ends the learner's episode with each lost life, though the game goes on: the next episode begins with one no-op in
 * the same game. Does nothing in a game without lives.
 */
public final class EpisodicLife implements Play {
  private final Play play;
  private final Game game;
  private int lives;
  private boolean goesOn;

  public EpisodicLife(Play play, Game game) {
    this.play = play;
    this.game = game;
  }

  @Override
  public void newGame(RandomStream random) {
    play.newGame(random);
    begin();
  }

  @Override
  public void nextEpisode(RandomStream random) {
    if (!goesOn || play.step(Game.NO_OP).isEnd()) {
      play.nextEpisode(random);
    }
    begin();
  }

  private void begin() {
    lives = game.lives();
    goesOn = false;
  }

  @Override
  public Outcome step(int action) {
    Outcome outcome = play.step(action);
    int left = game.lives();
    // Some games stay at 0 lives for a few frames before they are over; their end then ends the
    // episode.
    boolean lost = left > 0 && left < lives;
    lives = left;
    goesOn = lost && !outcome.isEnd();
    return goesOn ? new Outcome(outcome.reward(), true, false) : outcome;
  }
}
