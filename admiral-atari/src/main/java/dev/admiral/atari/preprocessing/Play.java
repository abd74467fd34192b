package dev.admiral.atari.preprocessing;

import dev.admiral.random.RandomStream;

/** A game as a player meets it: in steps and episodes. Each piece wraps another. */
public interface Play {

  /** Begins a new game, and with it an episode. */
  void newGame(RandomStream random);

  /** Begins the episode that follows the last one, which has ended. */
  void nextEpisode(RandomStream random);

  /** Takes an action. */
  Outcome step(int action);
}
