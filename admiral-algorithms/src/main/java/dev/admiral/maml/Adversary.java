package dev.admiral.maml;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.learner.Metrics;
import dev.admiral.perturbation.ObservationAttack;
import java.util.List;

/** Who perturbs the observations of a policy while it is trained, and may learn from that. */
public interface Adversary {

  /** Nobody. */
  Adversary NONE = of(Attacks.NONE, Integer.MAX_VALUE);

  /**
   * One that does not learn, in both phases.
   *
   * @param cleanIterations how many it lets pass before it begins
   */
  static Adversary of(ObservationAttack attack, int cleanIterations) {
    return of(Attacks.everywhere(attack), cleanIterations);
  }

  private static Adversary of(Attacks attacks, int cleanIterations) {
    return new Adversary() {
      @Override
      public int cleanIterations() {
        return cleanIterations;
      }

      @Override
      public Attacks attacks() {
        return attacks;
      }
    };
  }

  /** How many iterations it lets pass before it begins. */
  int cleanIterations();

  /** What it does in an iteration, by what it has learned so far. */
  Attacks attacks();

  /**
   * Learns from an iteration under its {@link #attacks}, after the policy has.
   *
   * @param tasks what the policy went through
   * @param metrics where it tells of it
   */
  default void learn(List<TaskAdaptation> tasks, Metrics metrics) {}

  /** Puts what it has learned into a checkpoint. */
  default void save(Checkpoint checkpoint) {}

  /** The inverse of {@link #save}; a checkpoint from before its first attack may hold nothing of it. */
  default void restore(Checkpoint checkpoint) {}
}
