package dev.admiral.rollout;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;

/**
 * Exploration noise with memory: x ← x + θ(µ − x) + σ·N(0, I) with µ = 0 and no time step, as Lillicrap
 * et al. (2016) use it. One sequence serves all environments that are stepped together, and goes on over
 * the ends of episodes.
 */
public final class OrnsteinUhlenbeckNoise {

  /**
   * What may be chosen.
   *
   * @param theta the pull towards zero, in [0, 1]
   * @param sigma the standard deviation of one step's disturbance, in units of the policy's actions; 0
   *     for no noise
   */
  public record Config(double theta, double sigma) {
    public Config {
      if (!(theta >= 0 && theta <= 1)) {
        throw new IllegalArgumentException("theta must be in [0, 1], not " + theta);
      }
      if (!(sigma >= 0)) {
        throw new IllegalArgumentException("sigma must not be negative: " + sigma);
      }
    }

    /** θ = 0.15, σ = 0.3. */
    public static Config defaults() {
      return new Config(0.15, 0.3);
    }
  }

  private final Config config;
  private final RandomStream random;
  private final double[] state;

  public OrnsteinUhlenbeckNoise(Config config, int actionSize, RandomStream random) {
    this.config = config;
    this.random = random;
    this.state = new double[actionSize];
  }

  /** The next {@code steps} values, shape {@code [steps, action]}. */
  public Matrix next(int steps) {
    Matrix noise = Matrix.zeros(steps, state.length);
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < state.length; i++) {
        state[i] += -config.theta() * state[i] + config.sigma() * random.nextGaussian();
        noise.set(t, i, (float) state[i]);
      }
    }
    return noise;
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("state", state);
  }

  public void restore(Checkpoint checkpoint) {
    checkpoint.read("state", state);
  }
}
