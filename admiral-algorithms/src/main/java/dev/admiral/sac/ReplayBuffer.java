package dev.admiral.sac;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.env.StepBatch;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;

/** The last transitions of N environments, of which batches are drawn. */
public final class ReplayBuffer {
  private final List<TransitionRing> rings;

  /**
   * @param capacity how many rows are kept in all: as many transitions, less one for the end of each episode
   * @param environments N
   * @throws IllegalArgumentException if it would not fit into the heap
   */
  public ReplayBuffer(int capacity, int environments, int observationSize, int actionSize) {
    requireMemory(capacity, observationSize, actionSize, 0);
    this.rings =
        Stream.generate(
                () -> new TransitionRing(capacity / environments, observationSize, actionSize))
            .limit(environments)
            .toList();
  }

  /**
   * Refuses a buffer that would not fit into the heap before anything else is done; the constructor does so, too.
   *
   * @param batches what is taken beside it [bytes]
   * @throws IllegalArgumentException if it would not
   */
  static void requireMemory(int capacity, int observationSize, int actionSize, long batches) {
    HeapMemory.require(
        "a replay buffer of %d transitions".formatted(capacity),
        TransitionRing.bytes(capacity, observationSize, actionSize),
        batches,
        Runtime.getRuntime().maxMemory());
  }

  /** How many transitions can be sampled. */
  public int transitions() {
    return rings.stream().mapToInt(TransitionRing::transitions).sum();
  }

  /**
   * Appends a step of all environments.
   *
   * @param observations s, shape {@code [N, observation]}
   * @param actions a, shape {@code [N, action]}
   * @param outcome where it led
   */
  public void add(Matrix observations, Matrix actions, StepBatch outcome) {
    for (int n = 0; n < rings.size(); n++) {
      rings
          .get(n)
          .add(
              observations,
              actions,
              outcome.reward(n),
              outcome.terminated(n),
              outcome.terminated(n) || outcome.truncated(n),
              outcome.nextObservations(),
              n);
    }
  }

  /** Fills {@code target} with transitions drawn with replacement. */
  public void sample(TransitionBatch target, RandomStream random) {
    for (int r = 0; r < target.rows(); r++) {
      TransitionRing ring = rings.get(rings.size() == 1 ? 0 : random.nextInt(rings.size()));
      target.copy(ring, ring.sample(random), r);
    }
  }

  public void save(Checkpoint checkpoint) {
    for (int n = 0; n < rings.size(); n++) {
      rings.get(n).save(checkpoint.scope("environment-" + n));
    }
  }

  public void restore(Checkpoint checkpoint) {
    for (int n = 0; n < rings.size(); n++) {
      rings.get(n).restore(checkpoint.scope("environment-" + n));
    }
  }
}
