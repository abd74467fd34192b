package dev.admiral.attack;

import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.policy.Policy;

/**
 * Adds a whole number to every coordinate, each of those in [−level, level] as likely as any other, then goes to the
 * nearest point of the set: noise on the pixels of real images. Knows nothing of the policy.
 *
 * @param level in the units of observations, not negative
 * @param set whose box begins and ends at whole numbers
 */
public record UniformWholeNoise(double level, PerturbationSet set) implements ObservationAttack {
  public UniformWholeNoise {
    if (!(level >= 0 && level < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the noise's level must be finite and not negative: " + level);
    }
  }

  @Override
  public Pass pass(Policy victim, int maximumRows) {
    double whole = Math.floor(level);
    return (parameters, observations, random, perturbed) -> {
      for (int r = 0; r < observations.rows(); r++) {
        for (int i = 0; i < observations.columns(); i++) {
          double noise = Math.floor(random[r].nextDouble(-whole, whole + 1));
          perturbed.set(r, i, (float) (observations.get(r, i) + noise));
        }
      }
      set.project(observations, perturbed);
    };
  }
}
