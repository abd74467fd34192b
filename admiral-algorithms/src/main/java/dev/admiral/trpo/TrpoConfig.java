package dev.admiral.trpo;

import dev.admiral.policy.ValueFunction;

/**
 * Settings of {@link Trpo}. The defaults are those with which the AdMRL paper's implementation runs.
 *
 * @param gamma discount
 * @param lambda of generalised advantage estimation
 * @param maximumKl δ, the trust region's size in mean KL divergence
 * @param klTolerance a step is accepted up to this multiple of {@code maximumKl}
 * @param damping added to the Fisher matrix's diagonal
 * @param conjugateGradientIterations products with the Fisher matrix a step
 * @param lineSearchSteps how often the step is shortened at most
 * @param lineSearchFactor by what it is shortened, in (0, 1)
 * @param entropyBonus coefficient of the entropy in the objective
 * @param value the value function's fit
 */
public record TrpoConfig(
    double gamma,
    double lambda,
    double maximumKl,
    double klTolerance,
    double damping,
    int conjugateGradientIterations,
    int lineSearchSteps,
    double lineSearchFactor,
    double entropyBonus,
    ValueFunction.Config value) {
  public TrpoConfig {
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma must be in [0, 1], not " + gamma);
    }
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("lambda must be in [0, 1], not " + lambda);
    }
    var _ = // which checks them
        new TrustRegion(
            maximumKl,
            klTolerance,
            damping,
            conjugateGradientIterations,
            lineSearchSteps,
            lineSearchFactor);
    if (!(entropyBonus >= 0)) {
      throw new IllegalArgumentException("entropy-bonus must not be negative: " + entropyBonus);
    }
  }

  TrustRegion trustRegion() {
    return new TrustRegion(
        maximumKl,
        klTolerance,
        damping,
        conjugateGradientIterations,
        lineSearchSteps,
        lineSearchFactor);
  }

  public static TrpoConfig defaults() {
    return new TrpoConfig(
        0.99, 0.95, 0.01, 1.5, 0.1, 10, 10, 0.5, 0.005, ValueFunction.Config.defaults());
  }
}
