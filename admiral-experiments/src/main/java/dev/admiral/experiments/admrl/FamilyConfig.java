package dev.admiral.experiments.admrl;

import dev.admiral.experiments.UsageException;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.mujoco.task.Hopper2d;
import dev.admiral.task.TaskFamily;
import java.util.Optional;

/**
 * What may be changed about a task family; what is left out is the family's own.
 *
 * @param frameSkip simulator steps a step; hopper-2d has Gymnasium's 4, the published implementation 1
 * @param horizon steps after which an episode is truncated; the published implementation has 200
 * @param resetNoise scale s of the initial state's noise, U(−s, s) on positions and s·N(0, 1) on velocities;
 *     the published implementation has 0.1
 */
public record FamilyConfig(
    Optional<Integer> frameSkip, Optional<Integer> horizon, Optional<Double> resetNoise) {
  public FamilyConfig {
    frameSkip.ifPresent(value -> atLeastOne("frame-skip", value));
    horizon.ifPresent(value -> atLeastOne("horizon", value));
    resetNoise.ifPresent(value -> {
      if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("reset-noise must be finite and not negative: " + value);
      }
    });
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  /** The family as it is. */
  public static FamilyConfig defaults() {
    return new FamilyConfig(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** {@code family} with these changes. */
  TaskFamily applyTo(TaskFamily family) {
    return switch (family) {
      case Hopper2d hopper ->
          new Hopper2d(
              frameSkip.orElse(hopper.frameSkip()),
              resetNoise.map(ResetNoise::gaussianVelocity).orElse(hopper.resetNoise()),
              horizon.orElse(hopper.horizon()));
      default -> {
        if (!equals(defaults())) {
          throw new UsageException("nothing about " + family.id() + " can be changed");
        }
        yield family;
      }
    };
  }
}
