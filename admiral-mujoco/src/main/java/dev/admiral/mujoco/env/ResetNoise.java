package dev.admiral.mujoco.env;

import dev.admiral.random.RandomStream;

/**
 * What a reset adds to the model's own initial state: uniform noise to every position, and uniform
 * or Gaussian noise to every velocity.
 *
 * @param position each {@code qpos} gets U(−position, position) [m or rad]
 * @param velocity each {@code qvel} gets U(−velocity, velocity) or velocity · N(0, 1) [m/s or rad/s]
 * @param velocityDistribution which of the two
 */
public record ResetNoise(double position, double velocity, Distribution velocityDistribution) {

  /** How velocities are drawn. */
  public enum Distribution {
    UNIFORM,
    GAUSSIAN
  }

  public ResetNoise {
    if (!(position >= 0 && velocity >= 0)) {
      throw new IllegalArgumentException(
          "the scales of reset noise are at least 0, not " + position + " and " + velocity);
    }
  }

  /** Uniform noise of one scale on positions and velocities. */
  public static ResetNoise uniform(double scale) {
    return new ResetNoise(scale, scale, Distribution.UNIFORM);
  }

  /** Noise of one scale: uniform on positions, Gaussian on velocities. */
  public static ResetNoise gaussianVelocity(double scale) {
    return new ResetNoise(scale, scale, Distribution.GAUSSIAN);
  }

  /** Adds the noise in place. */
  void addTo(double[] positions, double[] velocities, RandomStream random) {
    for (int i = 0; i < positions.length; i++) {
      positions[i] += random.nextDouble(-position, position);
    }
    for (int i = 0; i < velocities.length; i++) {
      velocities[i] +=
          switch (velocityDistribution) {
            case UNIFORM -> random.nextDouble(-velocity, velocity);
            case GAUSSIAN -> velocity * random.nextGaussian();
          };
    }
  }
}
