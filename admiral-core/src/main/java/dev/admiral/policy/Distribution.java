package dev.admiral.policy;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;

/**
 * A family of probability distributions over actions, one member for every row of a network's output
 * (and, for a Gaussian, a few free parameters that all rows share). All methods work on batches; what
 * they write into gradients is added, weighted by a number per row.
 *
 * <p>{@code free} is a parameter vector whose entries from {@code at} on are the free parameters.
 */
public sealed interface Distribution permits DiagonalGaussian, SquashedGaussian, Categorical {

  /** How many numbers of network output describe one row. */
  int outputSize();

  /** How many parameters all rows share. */
  int freeSize();

  /** How many numbers make an action. */
  int actionSize();

  /** Draws one action per row into {@code actions}; row r uses {@code random[r]}. */
  void sample(Matrix outputs, float[] free, int at, RandomStream[] random, Matrix actions);

  /** Writes the most probable action of every row, or what stands in for it, into {@code actions}. */
  void mode(Matrix outputs, float[] free, int at, Matrix actions);

  /** Writes log p(a) of every row into {@code result}. */
  void logProbability(Matrix outputs, float[] free, int at, Matrix actions, float[] result);

  /** Adds Σ_r weight_r·∂ log p(a_r): by rows to {@code outputGradient}, summed to {@code freeGradient}. */
  void logProbabilityGradient(
      Matrix outputs,
      float[] free,
      int at,
      Matrix actions,
      float[] weight,
      Matrix outputGradient,
      double[] freeGradient);

  /**
   * Writes the directional derivative of log p(a_r) along the tangents of outputs and free parameters
   * into {@code result}.
   */
  void logProbabilityTangent(
      Matrix outputs,
      float[] free,
      int at,
      Matrix actions,
      Matrix outputTangent,
      double[] freeTangent,
      float[] result);

  /**
   * The directional derivative of {@link #logProbabilityGradient} along the tangents of outputs and
   * free parameters.
   */
  void logProbabilityGradientTangent(
      Matrix outputs,
      float[] free,
      int at,
      Matrix actions,
      float[] weight,
      Matrix outputTangent,
      double[] freeTangent,
      Matrix outputGradientTangent,
      double[] freeGradientTangent);

  /** Writes the entropy of every row into {@code result}. */
  void entropy(Matrix outputs, float[] free, int at, float[] result);

  /** Adds Σ_r weight_r·∂H(p_r). */
  void entropyGradient(
      Matrix outputs,
      float[] free,
      int at,
      float[] weight,
      Matrix outputGradient,
      double[] freeGradient);

  /** Writes KL(p_r ‖ q_r) of every row into {@code result}. */
  void kl(Matrix p, float[] pFree, int pAt, Matrix q, float[] qFree, int qAt, float[] result);

  /** Adds Σ_r weight_r·∂KL(p_r ‖ q_r)/∂q. */
  void klGradient(
      Matrix p,
      float[] pFree,
      int pAt,
      Matrix q,
      float[] qFree,
      int qAt,
      float[] weight,
      Matrix qGradient,
      double[] qFreeGradient);

  /** Writes the cross entropy −E_p[log q] of every row into {@code result}. */
  default void crossEntropy(
      Matrix p, float[] pFree, int pAt, Matrix q, float[] qFree, int qAt, float[] result) {
    kl(p, pFree, pAt, q, qFree, qAt, result);
    float[] entropy = new float[p.rows()];
    entropy(p, pFree, pAt, entropy);
    for (int r = 0; r < p.rows(); r++) {
      result[r] += entropy[r];
    }
  }

  /**
   * Adds Σ_r weight_r·∂/∂p of the cross entropy −E_p[log q], by rows to {@code pGradient}: the free parameters of
   * p are left as they are.
   */
  void crossEntropyGradientInP(
      Matrix p,
      float[] pFree,
      int pAt,
      Matrix q,
      float[] qFree,
      int qAt,
      float[] weight,
      Matrix pGradient);

  /**
   * Writes M·tangent for the Fisher information M of every row (the Hessian of KL(p‖q) in q at q = p):
   * by rows to {@code outputResult}, summed over rows to {@code freeResult} (overwritten).
   */
  void fisherProduct(
      Matrix outputs,
      float[] free,
      int at,
      Matrix outputTangent,
      double[] freeTangent,
      Matrix outputResult,
      double[] freeResult);
}
