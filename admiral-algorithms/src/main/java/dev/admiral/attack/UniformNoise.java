package dev.admiral.attack;

import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.policy.Policy;

/**
 * Adds noise that is uniform on [−level, level] to every coordinate, then goes to the nearest point of the
 * set. Knows nothing of the policy.
 *
 * @param level in the units of observations, not negative
 */
public record UniformNoise(double level, PerturbationSet set) implements ObservationAttack {
  public UniformNoise {
    if (!(level >= 0 && level < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the noise's level must be finite and not negative: " + level);
    }
  }

  @Override
  public Pass pass(Policy victim, int maximumRows) {
    return (parameters, observations, random, perturbed) -> {
      for (int r = 0; r < observations.rows(); r++) {
        for (int i = 0; i < observations.columns(); i++) {
          double noise = random[r].nextDouble(-level, level);
          perturbed.set(r, i, (float) (observations.get(r, i) + noise));
        }
      }
      set.project(observations, perturbed);
    };
  }
}
