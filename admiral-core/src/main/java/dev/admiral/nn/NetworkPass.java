package dev.admiral.nn;

import org.jspecify.annotations.Nullable;

/**
 * One batch on its way through a {@link Network}: the forward pass keeps its activations, and the
 * derivatives are taken at that batch and those parameters. Neither may change in between. Used by one
 * thread at a time.
 */
public interface NetworkPass {

  /**
   * f(θ, x).
   *
   * @param parameters θ, shape {@code [parameterLength]}
   * @param inputs x, shape {@code [rows, input]}
   * @return shape {@code [rows, output]}, live until the next forward
   */
  Matrix forward(float[] parameters, Matrix inputs);

  /**
   * f(θ, x) at the θ of the last forward, whose numbers have not changed since: what was prepared for its
   * derivatives is used again.
   *
   * @param inputs x, shape {@code [rows, input]}
   * @return shape {@code [rows, output]}, live until the next forward
   */
  Matrix forward(Matrix inputs);

  /** What the last forward returned. */
  Matrix outputs();

  /**
   * Vector–Jacobian product: {@code gradient} += Σ_rows (∂f/∂θ)ᵀ u and, where asked for, the input
   * gradients (∂f/∂x)ᵀ u of every row.
   *
   * @param cotangents u, shape {@code [rows, output]}
   * @param gradient shape {@code [parameterLength]}, added to; null where only inputs are wanted
   * @param inputGradients shape {@code [rows, input]}, overwritten; null where not wanted
   */
  void vjp(Matrix cotangents, float @Nullable [] gradient, @Nullable Matrix inputGradients);

  /**
   * Jacobian–vector product (∂f/∂θ) v, the directional derivative.
   *
   * @param direction v, shape {@code [parameterLength]}
   * @return shape {@code [rows, output]}, live until the next jvp or hvp
   */
  Matrix jvp(float[] direction);

  /**
   * The tangent of the vjp along {@code direction}: {@code result} += Σ_rows (∂f/∂θ)ᵀ u̇ + (∂/∂θ)[(∂f/∂θ)ᵀ
   * u]·v. With u = ∂ℓ/∂f and u̇ = (∂²ℓ/∂f²)(∂f/∂θ)v this is the Hessian of ℓ(f(θ)) times v.
   *
   * @param direction v, shape {@code [parameterLength]}
   * @param cotangents u, shape {@code [rows, output]}
   * @param cotangentTangents u̇, shape {@code [rows, output]}
   * @param result shape {@code [parameterLength]}, added to
   */
  void hvp(float[] direction, Matrix cotangents, Matrix cotangentTangents, float[] result);
}
