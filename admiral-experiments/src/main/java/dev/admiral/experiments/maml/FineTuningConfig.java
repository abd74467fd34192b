package dev.admiral.experiments.maml;

import dev.admiral.adgan.AdGanConfig;

/**
 * How training goes on under attack after it has been clean (paper, section V.B). Each algorithm uses what
 * concerns it; plain MAML stays clean.
 *
 * @param cleanIterations of the training's iterations, how many come first and are clean; the same for all
 *     algorithms, to the bit
 * @param noiseMean µ of maml-noise, in the units of observations
 * @param noiseStd σ of maml-noise, in the units of observations
 * @param fgsmEpsilon ε of maml-fgsm, in the units of observations; the paper does not give it
 * @param gan of adgan
 */
public record FineTuningConfig(
    int cleanIterations, double noiseMean, double noiseStd, double fgsmEpsilon, AdGanConfig gan) {
  public FineTuningConfig {
    if (cleanIterations < 0) {
      throw new IllegalArgumentException(
          "clean-iterations must not be negative: " + cleanIterations);
    }
    if (!Double.isFinite(noiseMean)) {
      throw new IllegalArgumentException("noise-mean must be finite, not " + noiseMean);
    }
    notNegative("noise-std", noiseStd);
    notNegative("fgsm-epsilon", fgsmEpsilon);
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and not negative: " + value);
    }
  }

  /** With another number of clean iterations. */
  FineTuningConfig withCleanIterations(int newCleanIterations) {
    return new FineTuningConfig(newCleanIterations, noiseMean, noiseStd, fgsmEpsilon, gan);
  }

  /** The paper's: 300 clean iterations, N(0, 1), and ε = c = 0.2. */
  public static FineTuningConfig defaults() {
    return new FineTuningConfig(300, 0, 1, 0.2, AdGanConfig.defaults());
  }
}
