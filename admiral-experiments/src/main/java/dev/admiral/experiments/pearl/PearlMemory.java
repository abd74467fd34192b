package dev.admiral.experiments.pearl;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.pearl.Pearl;
import dev.admiral.pearl.PearlConfig;
import dev.admiral.task.TaskFamily;

/** Whether PEARL can keep what it collects, found out before anything is collected. */
public final class PearlMemory {
  private PearlMemory() {}

  /**
   * Refuses a memory of a task that is too small.
   *
   * @throws UsageException naming the key
   */
  public static void checkCapacity(PearlConfig training, TaskFamily family) {
    try {
      training.requireCapacity(family.horizon());
    } catch (IllegalArgumentException e) {
      throw new UsageException("training." + e.getMessage(), e);
    }
  }

  /**
   * Refuses memories that are too large for the heap.
   *
   * @param family as the policy sees it
   * @throws UsageException saying how much there is
   */
  public static void checkHeap(PearlConfig training, TaskFamily family) {
    if (!Environments.isAtHand(family.id())) {
      return; // how many numbers it observes is not known yet
    }
    try {
      Pearl.requireMemory(training, family);
    } catch (IllegalArgumentException e) { // or actions without ends
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
