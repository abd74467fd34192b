package dev.admiral.experiments.environment;

import dev.admiral.experiments.UsageException;
import dev.admiral.mujoco.task.MujocoTaskFamily;
import dev.admiral.space.Discrete;
import dev.admiral.task.TaskFamily;

/** What a Gaussian policy needs. */
public final class ContinuousActions {
  private ContinuousActions() {}

  /**
   * Refuses discrete actions. All of MuJoCo's robots have continuous ones, and need not be made to know: runs
   * are checked where there is no simulator, too.
   *
   * @param algorithm the id of that with the Gaussian policy
   * @throws UsageException if the family's actions are discrete
   */
  public static void require(TaskFamily family, String algorithm) {
    if (family instanceof MujocoTaskFamily) {
      return;
    }
    try (var dynamics = family.newDynamics()) {
      if (dynamics.actionSpace() instanceof Discrete) {
        throw new UsageException(
            "%s has discrete actions, but %s's policy is a Gaussian"
                .formatted(family.id(), algorithm));
      }
    }
  }
}
