package dev.admiral.experiments.admrl;

import dev.admiral.experiments.UsageException;
import dev.admiral.mujoco.task.Hopper2d;
import dev.admiral.task.TaskFamily;

/**
 * What may be changed about a task family.
 *
 * @param frameSkip simulator steps a step; 0 for the family's own (Gymnasium's, 4 for hopper-2d). The
 *     published implementation of AdMRL has 1
 */
public record FamilyConfig(int frameSkip) {
  public FamilyConfig {
    if (frameSkip < 0) {
      throw new IllegalArgumentException("frame-skip must not be negative: " + frameSkip);
    }
  }

  public static FamilyConfig defaults() {
    return new FamilyConfig(0);
  }

  /** {@code family} with these changes. */
  TaskFamily applyTo(TaskFamily family) {
    if (frameSkip == 0) {
      return family;
    }
    return switch (family) {
      case Hopper2d hopper -> new Hopper2d(frameSkip, hopper.resetNoise(), hopper.horizon());
      default -> throw new UsageException("family.frame-skip cannot be set for " + family.id());
    };
  }
}
