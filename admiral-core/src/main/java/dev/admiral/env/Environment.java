package dev.admiral.env;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;

/**
 * One environment after Gymnasium's contract; this is what a user implements.
 *
 * <p>An episode begins with {@link #reset} and ends with a step that is <em>terminated</em> (the
 * task's own end: no value lies beyond it) or <em>truncated</em> (cut off from outside, such as by
 * {@link TimeLimit}: the value of the last observation still counts). After either, the next call
 * must be {@link #reset}.
 *
 * <p>Not thread-safe; a {@link VectorEnvironment} gives every environment to one thread at a time.
 */
public interface Environment extends AutoCloseable {

  Box observationSpace();

  Space actionSpace();

  /**
   * Begins an episode.
   *
   * @param random the only source of randomness until the next reset; equal positions of equal
   *     streams give equal episodes
   * @return the first observation (with reward 0, not terminated, not truncated); the object belongs
   *     to the environment and is overwritten by the next call
   */
  StepResult reset(RandomStream random);

  /**
   * Begins an episode in a given state, such as one that was recorded elsewhere.
   *
   * @param state all that the future depends on, in the environment's own order
   * @return as for {@link #reset}
   * @throws UnsupportedOperationException if this environment cannot, as by default
   */
  default StepResult resetTo(double[] state) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " cannot begin in a given state");
  }

  /**
   * Advances by one step.
   *
   * @param action shape {@code [actionSpace().size()]}; not kept
   * @return the outcome; the object belongs to the environment and is overwritten by the next call
   */
  StepResult step(double[] action);

  /** The names of {@link StepResult#info}, such as {@code reward_forward}. */
  default List<String> infoNames() {
    return List.of();
  }

  @Override
  default void close() {}
}
