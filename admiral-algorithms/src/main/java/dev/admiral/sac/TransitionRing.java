package dev.admiral.sac;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointException;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last transitions of one environment, in single precision. Where a step led is where the next began, so every
 * observation is stored once; a row of its own follows the last step of an episode only. Memory is taken in blocks,
 * as rows come in.
 *
 * <p>A row is an observation, the action there, the reward, and whether something lies beyond: 1 where the episode
 * goes on or was cut off by a time limit, 0 where it terminated. Rows are addressed by positions that only grow;
 * the ring keeps the last {@link #capacity} of them.
 */
public final class TransitionRing {
  /** Rows of a block. */
  private static final int BLOCK = 1 << 12;

  /** In the place of the continuation: this row is no transition, only where one led. */
  private static final float NO_TRANSITION = -1;

  private final int capacity;
  private final int observationSize;
  private final int actionSize;
  private final int stride;
  private final List<float[]> blocks = new ArrayList<>();

  /** The row that the next transition begins in; the one before led to its observation, or ended an episode. */
  private long end;

  private int transitions;

  /**
   * @param capacity how many rows are kept, at least 3
   */
  public TransitionRing(int capacity, int observationSize, int actionSize) {
    if (capacity < 3) {
      throw new IllegalArgumentException(
          "a ring of transitions needs a capacity of at least 3, not " + capacity);
    }
    this.capacity = capacity;
    this.observationSize = observationSize;
    this.actionSize = actionSize;
    this.stride = observationSize + actionSize + 2;
  }

  /** The memory of so many rows [bytes]. */
  public static long bytes(long rows, int observationSize, int actionSize) {
    return rows * Float.BYTES * (observationSize + actionSize + 2);
  }

  public int capacity() {
    return capacity;
  }

  /** How many transitions can be sampled. */
  public int transitions() {
    return transitions;
  }

  /** The position of the row that comes next. */
  public long end() {
    return end;
  }

  /**
   * Appends a transition.
   *
   * @param observations s is row {@code row}
   * @param actions a is row {@code row}
   * @param terminated whether the task itself ended the episode
   * @param over whether the episode ended, for whatever reason
   * @param nextObservations s′ is row {@code row}, before any reset
   */
  public void add(
      Matrix observations,
      Matrix actions,
      float reward,
      boolean terminated,
      boolean over,
      Matrix nextObservations,
      int row) {
    float[] block = begin(end, observations, row);
    int at = offset(end);
    System.arraycopy(
        actions.values(), actions.rowOffset(row), block, at + observationSize, actionSize);
    block[at + stride - 2] = reward;
    block[at + stride - 1] = terminated ? 0 : 1;
    transitions++;
    var _ = begin(end + 1, nextObservations, row);
    end += over ? 2 : 1;
  }

  /** Writes an observation; what was in its row is no transition any more. */
  private float[] begin(long position, Matrix observations, int row) {
    int index = (int) (position % capacity);
    while (index / BLOCK >= blocks.size()) {
      int rows = Math.min(BLOCK, capacity - blocks.size() * BLOCK);
      float[] fresh = new float[rows * stride];
      for (int r = 0; r < rows; r++) {
        fresh[r * stride + stride - 1] = NO_TRANSITION;
      }
      blocks.add(fresh);
    }
    float[] block = blocks.get(index / BLOCK);
    int at = offset(position);
    System.arraycopy(
        observations.values(), observations.rowOffset(row), block, at, observationSize);
    if (block[at + stride - 1] != NO_TRANSITION) {
      block[at + stride - 1] = NO_TRANSITION;
      transitions--;
    }
    return block;
  }

  private float[] block(long position) {
    return blocks.get((int) (position % capacity) / BLOCK);
  }

  /** Where a row begins in its block. */
  private int offset(long position) {
    return (int) (position % capacity) % BLOCK * stride;
  }

  /**
   * The position of a transition, each as likely as any other.
   *
   * @param from the first position that counts
   * @param to the first that does not count any more, at most {@link #end}; there must be a transition in between
   */
  public long sample(RandomStream random, long from, long to) {
    long first = first(from);
    while (true) {
      long position = first + random.nextInt((int) (to - first));
      if (isTransition(position)) {
        return position;
      }
    }
  }

  /** The position of a transition, each of all that are kept as likely as any other. */
  public long sample(RandomStream random) {
    return sample(random, 0, end);
  }

  /** The first position that is kept, from {@code from} on. */
  public long first(long from) {
    return Math.max(from, end + 1 - capacity);
  }

  /** Whether there is a transition at a position that is kept. */
  public boolean isTransition(long position) {
    return block(position)[offset(position) + stride - 1] != NO_TRANSITION;
  }

  /** Copies s into row {@code row} of {@code target}. */
  public void observation(long position, Matrix target, int row) {
    System.arraycopy(
        block(position), offset(position), target.values(), target.rowOffset(row), observationSize);
  }

  /** Copies a into row {@code row} of {@code target}. */
  public void action(long position, Matrix target, int row) {
    System.arraycopy(
        block(position),
        offset(position) + observationSize,
        target.values(),
        target.rowOffset(row),
        actionSize);
  }

  /** Copies s′ into row {@code row} of {@code target}. */
  public void nextObservation(long position, Matrix target, int row) {
    observation(position + 1, target, row);
  }

  public float reward(long position) {
    return block(position)[offset(position) + stride - 2];
  }

  /** 0 where the task ended the episode, else 1. */
  public float continuation(long position) {
    return block(position)[offset(position) + stride - 1];
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("end", end);
    for (int b = 0; b < blocks.size(); b++) {
      float[] block = blocks.get(b);
      // The row at the end holds an observation, if the episode goes on.
      long used = Math.min(block.length, (end + 1 - (long) b * BLOCK) * stride);
      checkpoint.put(
          "block-" + b, end >= capacity ? block : Arrays.copyOf(block, (int) Math.max(0, used)));
    }
    checkpoint.put("blocks", blocks.size());
  }

  public void restore(Checkpoint checkpoint) {
    end = checkpoint.integer("end");
    blocks.clear();
    transitions = 0;
    int count = (int) checkpoint.integer("blocks");
    for (int b = 0; b < count; b++) {
      int rows = Math.min(BLOCK, capacity - b * BLOCK);
      float[] stored = checkpoint.floats("block-" + b);
      if (stored.length % stride != 0 || stored.length > rows * stride) {
        throw new CheckpointException(
            "the checkpoint's transitions do not fit rows of %d numbers".formatted(stride));
      }
      float[] block = Arrays.copyOf(stored, rows * stride);
      for (int r = 0; r < rows; r++) {
        int flag = r * stride + stride - 1;
        if (flag >= stored.length) {
          block[flag] = NO_TRANSITION;
        } else if (block[flag] != NO_TRANSITION) {
          transitions++;
        }
      }
      blocks.add(block);
    }
  }
}
