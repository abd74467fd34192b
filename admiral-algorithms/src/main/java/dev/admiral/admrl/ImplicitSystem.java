package dev.admiral.admrl;

/**
 * The second derivatives of η̂(θ, ψ) at θ̂ = argmax η̂(·, ψ): A = ∂²η̂/∂θ∂θᵀ {@code [p, p]}, symmetric, and
 * B = ∂²η̂/∂θ∂ψᵀ {@code [p, k]}, known by their products. The implicit function theorem makes of them
 * ∂θ̂/∂ψᵀ = −A⁻¹B (paper, equation 5).
 */
public interface ImplicitSystem {

  /** p. */
  int parameters();

  /** k. */
  int taskParameters();

  /** Writes A·x into {@code result}, both of shape {@code [p]}. */
  void hessian(double[] x, double[] result);

  /** Bᵀ·y, shape {@code [k]}. */
  double[] mixedTransposed(double[] y);

  /** Column {@code index} of B, shape {@code [p]}. */
  double[] mixedColumn(int index);
}
