package dev.admiral.experiments.environment;

import dev.admiral.experiments.UsageException;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.mujoco.task.CheetahHighdim;
import dev.admiral.mujoco.task.MujocoTaskFamily;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.StateStatistics;
import dev.admiral.task.TaskFamily;
import java.util.List;
import java.util.Optional;

/**
 * What may be changed about a task family; what is left out is the family's own.
 *
 * @param frameSkip simulator steps a step; the families have Gymnasium's (hopper and walker 4, ant and
 *     cheetah 5, reacher 2), AdMRL's published implementation 1
 * @param horizon steps after which an episode is truncated; AdMRL's published implementation has 200
 * @param resetNoise scale s of the initial state's noise, U(−s, s) on positions and s·N(0, 1) on velocities,
 *     also where the family's own noise on velocities is uniform, as the reacher's; AdMRL's published implementation
 *     has 0.1
 * @param statistics m and σ by which cheetah-highdim's reward normalises states; empty for those of a random
 *     policy, which are computed when a run is begun and stored with it
 */
public record FamilyConfig(
    Optional<Integer> frameSkip,
    Optional<Integer> horizon,
    Optional<Double> resetNoise,
    StateStatistics statistics) {
  private static final StateStatistics NO_STATISTICS = new StateStatistics(List.of(), List.of());

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
    return new FamilyConfig(Optional.empty(), Optional.empty(), Optional.empty(), NO_STATISTICS);
  }

  /** {@code family} with these changes. */
  public TaskFamily applyTo(TaskFamily family) {
    if (statistics.size() > 0 && !(family instanceof CheetahHighdim)) {
      throw new IllegalArgumentException(
          "statistics are of cheetah-highdim alone, not of " + family.id());
    }
    return switch (family) {
      case CheetahHighdim cheetah when statistics.size() > 0 ->
          new CheetahHighdim(
              frameSkip.orElse(cheetah.frameSkip()),
              resetNoise.map(ResetNoise::gaussianVelocity).orElse(cheetah.resetNoise()),
              horizon.orElse(cheetah.horizon()),
              statistics);
      case MujocoTaskFamily robot ->
          robot.with(
              frameSkip.orElse(robot.frameSkip()),
              resetNoise.map(ResetNoise::gaussianVelocity).orElse(robot.resetNoise()),
              horizon.orElse(robot.horizon()));
      case Navigation2d navigation -> {
        if (frameSkip.isPresent() || resetNoise.isPresent()) {
          throw new UsageException("nothing about navigation-2d can be changed but its horizon");
        }
        yield new Navigation2d(navigation.gain(), horizon.orElse(navigation.horizon()));
      }
      default -> {
        if (!equals(defaults())) {
          throw new UsageException("nothing about " + family.id() + " can be changed");
        }
        yield family;
      }
    };
  }

  /** These changes to {@code family} with the statistics that it needs, if any. */
  public FamilyConfig complete(TaskFamily family) {
    return applyTo(family) instanceof CheetahHighdim cheetah
        ? new FamilyConfig(frameSkip, horizon, resetNoise, cheetah.statistics())
        : this;
  }
}
