package dev.admiral.attack;

import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;

/**
 * Adds noise from N(µ, σ²) to every coordinate, then goes to the nearest point of the set. Knows nothing
 * of the policy.
 *
 * @param mean µ, in the units of observations
 * @param std σ, in the units of observations, not negative
 */
public record GaussianNoise(double mean, double std, PerturbationSet set)
    implements ObservationAttack {
  public GaussianNoise {
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException("the noise's mean must be finite, not " + mean);
    }
    if (!(std >= 0 && std < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the noise's standard deviation must be finite and not negative: " + std);
    }
  }

  @Override
  public Pass pass(Policy victim, int maximumRows) {
    return (parameters, observations, random, perturbed) -> {
      for (int r = 0; r < observations.rows(); r++) {
        add(observations, r, random[r], perturbed);
      }
      set.project(observations, perturbed);
    };
  }

  private void add(Matrix observations, int row, RandomStream random, Matrix perturbed) {
    for (int i = 0; i < observations.columns(); i++) {
      double noise = mean + std * random.nextGaussian();
      perturbed.set(row, i, (float) (observations.get(row, i) + noise));
    }
  }
}
