package dev.admiral.trpo;

import dev.admiral.trpo.ConjugateGradient.LinearOperator;
import dev.admiral.trpo.ConjugateGradient.Solution;
import java.util.Arrays;

/**
 * The step of trust region methods: along the natural gradient to where the quadratic model of the KL
 * divergence says δ, then back until the objective has truly grown and the divergence is truly within
 * bounds. Source: Schulman et al. (2015), appendix C.
 *
 * @param maximumKl δ, in mean KL divergence
 * @param klTolerance a step is accepted up to this multiple of {@code maximumKl}
 * @param damping added to the curvature's diagonal
 * @param conjugateGradientIterations products with the curvature a step
 * @param lineSearchSteps how often the step is shortened at most
 * @param lineSearchFactor by what it is shortened, in (0, 1)
 */
public record TrustRegion(
    double maximumKl,
    double klTolerance,
    double damping,
    int conjugateGradientIterations,
    int lineSearchSteps,
    double lineSearchFactor) {
  private static final double TOLERANCE = 1e-10;

  public TrustRegion {
    if (!(maximumKl > 0)) {
      throw new IllegalArgumentException("maximum-kl must be positive, not " + maximumKl);
    }
    if (!(klTolerance >= 1)) {
      throw new IllegalArgumentException("kl-tolerance must be at least 1, not " + klTolerance);
    }
    if (!(damping >= 0)) {
      throw new IllegalArgumentException("damping must not be negative: " + damping);
    }
    if (conjugateGradientIterations < 1) {
      throw new IllegalArgumentException(
          "conjugate-gradient-iterations must be at least 1, not " + conjugateGradientIterations);
    }
    if (lineSearchSteps < 1) {
      throw new IllegalArgumentException(
          "line-search-steps must be at least 1, not " + lineSearchSteps);
    }
    if (!(lineSearchFactor > 0 && lineSearchFactor < 1)) {
      throw new IllegalArgumentException(
          "line-search-factor must be in (0, 1), not " + lineSearchFactor);
    }
  }

  /** What is known of a candidate: how much better it is than where the step began, and how far off. */
  public record Trial(double gain, double kl) {}

  /** Tries a candidate θ. */
  @FunctionalInterface
  public interface Objective {
    Trial at(float[] candidate);
  }

  /**
   * What a step did.
   *
   * @param kl of the accepted step, 0 where none was
   * @param gain of the objective, 0 where no step was accepted
   * @param accepted whether the line search found a step
   */
  public record Step(double kl, double gain, boolean accepted) {
    static final Step NONE = new Step(0, 0, false);
  }

  /**
   * Takes a step.
   *
   * @param parameters θ, moved in place; as it was where no step is accepted
   * @param gradient of the objective at θ, shape {@code [θ]}
   * @param curvature x ↦ (∇²KL + damping · I) x at θ
   */
  public Step step(
      float[] parameters, double[] gradient, LinearOperator curvature, Objective objective) {
    if (Arrays.stream(gradient).allMatch(x -> x == 0)) {
      return Step.NONE;
    }
    Solution natural =
        new ConjugateGradient(conjugateGradientIterations, TOLERANCE).solve(curvature, gradient);
    if (!(natural.curvature() > 0)) {
      return Step
          .NONE; // as far as is known, the divergence does not grow: no quadratic model to go by
    }
    double[] direction = natural.x();
    double scale = Math.sqrt(2 * maximumKl / natural.curvature());
    float[] old = parameters.clone();
    for (int k = 0; k < lineSearchSteps; k++, scale *= lineSearchFactor) {
      for (int i = 0; i < old.length; i++) {
        parameters[i] = (float) (old[i] + scale * direction[i]);
      }
      Trial trial = objective.at(parameters);
      if (trial.gain > 0 && trial.kl <= klTolerance * maximumKl) {
        return new Step(trial.kl, trial.gain, true);
      }
    }
    System.arraycopy(old, 0, parameters, 0, old.length);
    return Step.NONE;
  }
}
