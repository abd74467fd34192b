package dev.admiral.defense;

/**
 * Training on true and perturbed observations, of which the latter become more frequent (Mandlekar et al. 2017).
 * ATPA's comparison lets the perturbation-free policy interact (figure 2), and raises the frequency to 0.5: linearly
 * with training here, since it does not say how.
 *
 * @param maximumFrequency at the end of training, in [0, 1]
 * @param actsOnPerturbed whether the policy acts on what it learns from
 */
public record DataAugmentation(double maximumFrequency, boolean actsOnPerturbed)
    implements Defense {
  public DataAugmentation {
    Portions.check("maximum-frequency", maximumFrequency);
  }

  @Override
  public double frequency(double progress) {
    return maximumFrequency * progress;
  }
}
