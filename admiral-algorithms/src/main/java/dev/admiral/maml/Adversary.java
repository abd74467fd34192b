package dev.admiral.maml;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.learner.Metrics;
import java.util.List;

/** Who perturbs the observations of a policy while it is trained, and may learn from that. */
public interface Adversary {

  /** Nobody. */
  Adversary NONE = iteration -> Attacks.NONE;

  /**
   * What it does in an iteration.
   *
   * @param iteration counted from 0
   */
  Attacks attacks(int iteration);

  /**
   * Learns from an iteration in which it attacked.
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
