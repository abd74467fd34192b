package dev.admiral.admrl;

import dev.admiral.trpo.ConjugateGradient;

/**
 * (∂θ̂/∂ψ)ᵀ g for a given g = ∂η⋆/∂θ at θ̂: how the real return changes because the policy that is best in
 * the model changes with the task.
 *
 * <p>A is symmetric but, when estimated, never negative definite, so conjugate gradients run on its
 * normal equations with damping, (A² + λI) x = A b. The paper solves them for every column b of B. Since
 * −gᵀ(A² + λI)⁻¹A B = −(Bᵀy)ᵀ with (A² + λI) y = A g, one solve serves any number of task parameters;
 * this is the adjoint form. Both are the same number.
 *
 * @param damping λ, in units of A²; not negative
 * @param solver of the normal equations
 */
public record ImplicitGradient(double damping, ConjugateGradient solver) {

  /** Which of the two equal forms is computed. */
  public enum Form {
    /** One solve, whatever the number of task parameters. */
    ADJOINT,
    /** The paper's: a solve for every task parameter. */
    PER_COMPONENT
  }

  /**
   * The outcome.
   *
   * @param value (∂θ̂/∂ψ)ᵀ g, shape {@code [k]}
   * @param solutionNorm of y, or of the largest column x
   * @param relativeResidual of the solve, or of the worst
   * @param iterations of the solve, or of all together
   */
  public record Result(
      double[] value, double solutionNorm, double relativeResidual, int iterations) {}

  public Result compute(ImplicitSystem system, double[] g, Form form) {
    return switch (form) {
      case ADJOINT -> adjoint(system, g);
      case PER_COMPONENT -> perComponent(system, g);
    };
  }

  private Result adjoint(ImplicitSystem system, double[] g) {
    ConjugateGradient.Solution y = solve(system, g);
    double[] value = system.mixedTransposed(y.x());
    for (int i = 0; i < value.length; i++) {
      value[i] = -value[i];
    }
    return new Result(value, norm(y.x()), y.relativeResidual(), y.iterations());
  }

  private Result perComponent(ImplicitSystem system, double[] g) {
    double[] value = new double[system.taskParameters()];
    double norm = 0;
    double residual = 0;
    int iterations = 0;
    for (int i = 0; i < value.length; i++) {
      ConjugateGradient.Solution x = solve(system, system.mixedColumn(i));
      value[i] = -dot(x.x(), g);
      norm = Math.max(norm, norm(x.x()));
      residual = Math.max(residual, x.relativeResidual());
      iterations += x.iterations();
    }
    return new Result(value, norm, residual, iterations);
  }

  /** (A² + λI)⁻¹ A b. */
  private ConjugateGradient.Solution solve(ImplicitSystem system, double[] b) {
    double[] right = new double[b.length];
    double[] once = new double[b.length];
    system.hessian(b, right);
    return solver.solve(
        (x, result) -> {
          system.hessian(x, once);
          system.hessian(once, result);
          for (int i = 0; i < x.length; i++) {
            result[i] += damping * x[i];
          }
        },
        right);
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }
}
