package dev.admiral.maml;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.learner.Metrics;
import dev.admiral.perturbation.ObservationAttack;
import java.util.List;

/** Who perturbs the observations of a policy while it is trained, and may learn from that. */
public interface Adversary {

  /** Nobody. */
  Adversary NONE = iteration -> Attacks.NONE;

  /**
   * One that does not learn, in both phases.
   *
   * @param cleanIterations how many it lets pass before it begins
   */
  static Adversary of(ObservationAttack attack, int cleanIterations) {
    return iteration -> iteration < cleanIterations ? Attacks.NONE : Attacks.everywhere(attack);
  }

  /**
   * What it does in an iteration.
   *
   * @param iteration counted from 0
   */
  Attacks attacks(int iteration);

  /**
   * Learns from an iteration, after the policy has.
   *
   * @param iteration counted from 0
   * @param tasks what the policy went through
   * @param metrics where it tells of it
   */
  default void learn(int iteration, List<TaskAdaptation> tasks, Metrics metrics) {}

  /** Puts what it has learned into a checkpoint. */
  default void save(Checkpoint checkpoint) {}

  /** The inverse of {@link #save}; a checkpoint from before its first attack may hold nothing of it. */
  default void restore(Checkpoint checkpoint) {}
}
