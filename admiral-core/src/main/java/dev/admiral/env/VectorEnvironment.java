package dev.admiral.env;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Matrix;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;

/**
 * N environments of one kind, stepped as matrices {@code [N, …]}, with same-step autoreset.
 *
 * <p>Each row has its own random stream, so that what happens in a row depends neither on the other
 * rows nor on the number of workers. Learners never see how the rows come about: they may be real
 * ({@link PooledVectorEnvironment}) or imagined by a learned model.
 */
public interface VectorEnvironment extends AutoCloseable {

  /** N. */
  int size();

  Box observationSpace();

  Space actionSpace();

  /** Begins an episode in every row; the batch is live and overwritten by the next call. */
  StepBatch reset();

  /**
   * Steps every row, and resets those that end.
   *
   * @param actions shape {@code [N, action]}; not kept
   * @return the outcome; live and overwritten by the next call
   */
  StepBatch step(Matrix actions);

  /**
   * Splits the rows into at most {@code parts} runs of consecutive rows, each an environment of its
   * own that another thread may step. The parts are these very rows (same state, same streams): use
   * either the whole or its parts between two resets.
   */
  List<VectorEnvironment> split(int parts);

  /**
   * Stores where every row is in its episode. The positions of the random streams belong to whoever owns those.
   *
   * @throws UnsupportedOperationException if these environments cannot be stored, as by default
   */
  default void save(Checkpoint checkpoint) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " cannot be stored in the middle of an episode");
  }

  /**
   * Goes on from where {@link #save} was called, to the same bits.
   *
   * @return the batch with the observations to act on next; its rewards and ends are not those of the last step
   * @throws UnsupportedOperationException if these environments cannot be stored, as by default
   */
  default StepBatch restore(Checkpoint checkpoint) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " cannot be stored in the middle of an episode");
  }

  @Override
  default void close() {}
}
