package dev.admiral.atari.preprocessing;

import dev.admiral.random.RandomStream;

/**
 * Keeps the score of whole games: every reward unchanged, across lives, with the steps that the pieces around this one
 * take on their own.
 */
public final class Scorekeeper implements Play {
  private final Play play;
  private int score;
  private int steps;
  private int completedScore;
  private int completedSteps;

  public Scorekeeper(Play play) {
    this.play = play;
  }

  /** Whether a game was completed since {@link #clear}. */
  public boolean hasCompleted() {
    return completedSteps > 0;
  }

  /** The score of the game that was completed last. */
  public int completedScore() {
    return completedScore;
  }

  /** How many steps the game that was completed last took. */
  public int completedSteps() {
    return completedSteps;
  }

  /** Forgets the completed game. */
  public void clear() {
    completedSteps = 0;
  }

  @Override
  public void newGame(RandomStream random) {
    begin();
    play.newGame(random);
  }

  @Override
  public void nextEpisode(RandomStream random) {
    begin();
    play.nextEpisode(random);
  }

  private void begin() {
    score = 0;
    steps = 0;
  }

  @Override
  public Outcome step(int action) {
    Outcome outcome = play.step(action);
    score += outcome.reward();
    steps++;
    if (outcome.isEnd()) {
      completedScore = score;
      completedSteps = steps;
    }
    return outcome;
  }
}
