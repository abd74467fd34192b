package dev.admiral.policy;

import dev.admiral.nn.Matrix;

/** One batch of observations on its way through an {@link ActorCritic}. Used by one thread at a time. */
public interface ActorCriticPass {

  /**
   * Computes the outputs.
   *
   * @param parameters θ
   * @param observations shape {@code [rows, observation]}
   */
  void forward(float[] parameters, Matrix observations);

  /** As {@link #forward(float[], Matrix)}, at the θ of the last forward, whose numbers have not changed since. */
  void forward(Matrix observations);

  /** What describes the distributions of the actions, shape {@code [rows, output]}, live until the next forward. */
  Matrix policyOutputs();

  /** V, shape {@code [rows, 1]}, live until the next forward. */
  Matrix values();

  /**
   * {@code gradient} += the pull-back of gradients by the outputs, the values and the policy's free parameters.
   *
   * @param policyGradient shape {@code [rows, output]}
   * @param valueGradient shape {@code [rows, 1]}
   * @param freeGradient shape {@code [distribution.freeSize()]}
   * @param gradient shape {@code [parameterLength]}
   */
  void vjp(Matrix policyGradient, Matrix valueGradient, double[] freeGradient, float[] gradient);

  /**
   * The pull-back of a gradient by the values to the observations of the last forward.
   *
   * @param valueGradient shape {@code [rows, 1]}
   * @param gradients shape {@code [rows, observation]}, overwritten
   */
  void valueObservationGradient(Matrix valueGradient, Matrix gradients);
}
