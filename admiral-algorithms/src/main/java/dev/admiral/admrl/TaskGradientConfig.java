package dev.admiral.admrl;

import dev.admiral.trpo.ConjugateGradient;

/**
 * Settings of {@link TaskGradient} and of the ascent along it.
 *
 * @param objective what is climbed
 * @param learningRate α of the ascent; the paper has 2 for Hopper-2D. A step is α ∂L/∂ψ, so α is in the
 *     square of the coordinates' unit over that of L: of a return, or of a return per time step, for the
 *     difference; 1 for the ratio, where {@code perTimeStep} cancels. What suits one objective does not suit
 *     the other
 * @param coordinates where the ascent's step is taken
 * @param perTimeStep whether the difference's gradient is that of the sub-optimality per time step (the return divided
 *     by the horizon), which is what the published implementation's α refers to, or of the return
 * @param episodes how many episodes each of the three rollouts has; the implementation's 10,000 samples
 *     are 50 episodes of 200 steps
 * @param hessian the Hessian's estimator
 * @param form whether one adjoint system is solved, or one per task parameter as the paper writes
 * @param damping λ in (AᵀA/p + λI) x = Aᵀb/p, p the number of policy parameters, as in the implementation
 * @param iterations of conjugate gradients at most
 * @param tolerance of conjugate gradients, relative to the right-hand side
 */
public record TaskGradientConfig(
    Objective objective,
    double learningRate,
    Coordinates coordinates,
    boolean perTimeStep,
    int episodes,
    HessianEstimator hessian,
    ImplicitGradient.Form form,
    double damping,
    int iterations,
    double tolerance) {

  /** What the sub-optimality L(φ, ψ) of the zero-shot policy θ̂ = argmax_θ η̂(θ, ψ) is. */
  public enum Objective {
    /** max_θ η⋆(θ, ψ) − η⋆(θ̂, ψ) (paper, equation 1). */
    DIFFERENCE,
    /**
     * max_θ η⋆(θ, ψ) / η⋆(θ̂, ψ), which the paper mentions after equation 1. Both discounted returns must
     * be positive; training fails where one is not.
     */
    RATIO
  }

  /** Where a step along the gradient is taken before it is projected onto Ψ. */
  public enum Coordinates {
    /** In coordinates that map Ψ onto [−1, 1]ᵏ, as the published implementation has it. */
    UNIT,
    /** In ψ itself, as the paper writes it. */
    TASK
  }

  public TaskGradientConfig {
    if (!(learningRate >= 0)) {
      throw new IllegalArgumentException("learning-rate must not be negative: " + learningRate);
    }
    if (episodes < 2) {
      throw new IllegalArgumentException("episodes must be at least 2, not " + episodes);
    }
    if (!(damping >= 0)) {
      throw new IllegalArgumentException("damping must not be negative: " + damping);
    }
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1, not " + iterations);
    }
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must not be negative: " + tolerance);
    }
  }

  public static TaskGradientConfig defaults() {
    return new TaskGradientConfig(
        Objective.DIFFERENCE,
        2,
        Coordinates.UNIT,
        true,
        50,
        HessianEstimator.TIME_STEP,
        ImplicitGradient.Form.ADJOINT,
        0.1,
        200,
        1e-6);
  }

  /** The same with another α. */
  public TaskGradientConfig withLearningRate(double alpha) {
    return new TaskGradientConfig(
        objective,
        alpha,
        coordinates,
        perTimeStep,
        episodes,
        hessian,
        form,
        damping,
        iterations,
        tolerance);
  }

  /** The solver of a system with {@code parameters} policy parameters. */
  ImplicitGradient implicitGradient(int parameters) {
    return new ImplicitGradient(damping * parameters, new ConjugateGradient(iterations, tolerance));
  }
}
