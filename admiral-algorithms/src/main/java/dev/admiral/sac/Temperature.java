package dev.admiral.sac;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Adam;

/**
 * α, what a unit of entropy is worth. Fixed, or such that the policy's entropy stays near a target (Haarnoja et al.
 * 2018b, equation 18): log α descends −α·(E[log π] + H̄).
 */
public final class Temperature {
  private final boolean automatic;
  private final double targetEntropy;
  private final float[] logarithm;
  private final float[] gradient = new float[1];
  private final Adam adam;

  private Temperature(
      boolean automatic, double initial, double targetEntropy, double learningRate) {
    this.automatic = automatic;
    this.targetEntropy = targetEntropy;
    this.logarithm = new float[] {(float) Math.log(initial)};
    this.adam = new Adam(1, Adam.Config.of(learningRate), Workers.SERIAL);
  }

  /** One that never changes. */
  public static Temperature fixed(double temperature) {
    return new Temperature(false, temperature, 0, 1);
  }

  /** One that begins at 1. */
  public static Temperature automatic(double targetEntropy, double learningRate) {
    return new Temperature(true, 1, targetEntropy, learningRate);
  }

  /** α. */
  public double value() {
    return Math.exp(logarithm[0]);
  }

  /**
   * Follows the policy.
   *
   * @param meanLogProbability E[log π(a|s)] of its own actions
   */
  public void follow(double meanLogProbability) {
    if (automatic) {
      gradient[0] = (float) (-value() * (meanLogProbability + targetEntropy));
      var _ = adam.step(logarithm, gradient);
    }
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("logarithm", logarithm);
    adam.save(checkpoint.scope("adam"));
  }

  public void restore(Checkpoint checkpoint) {
    checkpoint.read("logarithm", logarithm);
    adam.restore(checkpoint.scope("adam"));
  }
}
