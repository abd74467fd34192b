package dev.admiral.pearl;

import dev.admiral.random.RandomStream;
import java.util.Arrays;

/**
 * What is believed of the task: independent normal distributions of the coordinates of z.
 *
 * @param mean μ, shape {@code [latent]}
 * @param variance σ², shape {@code [latent]}
 */
public record LatentDistribution(double[] mean, double[] variance) {

  /** N(0, I), before anything was seen. */
  public static LatentDistribution prior(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return new LatentDistribution(new double[size], ones);
  }

  /** Draws z. */
  public float[] sample(RandomStream random) {
    float[] z = new float[mean.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) (mean[i] + Math.sqrt(variance[i]) * random.nextGaussian());
    }
    return z;
  }
}
