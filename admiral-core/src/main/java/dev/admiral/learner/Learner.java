package dev.admiral.learner;

import dev.admiral.checkpoint.Checkpoint;

/**
 * A training procedure that can be stopped and resumed between any two updates.
 *
 * <p>Its whole state (parameters, optimisers, normalisers, buffers, random streams, counters) goes
 * into a {@link Checkpoint} and comes out of one: a learner restored from a checkpoint continues to
 * the same bits as one that was never stopped.
 */
public interface Learner extends AutoCloseable {

  /** True when there is nothing left to do. */
  boolean finished();

  /**
   * Does one update, seconds rather than minutes of work, and reports it.
   *
   * @throws NonFiniteException when a number stopped being finite; the learner is then unusable
   */
  Metrics iterate();

  /**
   * Whether the state that the last {@link #iterate} reached is worth keeping when training has gone on, such
   * as for a curve of what had been learned when.
   */
  default boolean milestone() {
    return false;
  }

  /** What part of the work is done, in [0, 1]. */
  double progress();

  /** A few words on what the next {@link #iterate} does, for a progress bar. */
  String phase();

  void save(Checkpoint checkpoint);

  void restore(Checkpoint checkpoint);

  @Override
  default void close() {}
}
