package dev.admiral.space;

import dev.admiral.random.RandomStream;

/** The set that an observation or an action belongs to. */
public sealed interface Space permits Box, Discrete {

  /** How many numbers describe one member of this space. */
  int size();

  /**
   * A member drawn uniformly, shape {@code [size]}.
   *
   * @throws IllegalStateException if the space is unbounded: nothing is uniform on it
   */
  double[] sample(RandomStream random);
}
