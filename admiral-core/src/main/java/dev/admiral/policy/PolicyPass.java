package dev.admiral.policy;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import org.jspecify.annotations.Nullable;

/**
 * One batch of observations on its way through a {@link Policy}, with derivatives with respect to the
 * whole of θ: the network's and the distribution's free parameters. Used by one thread at a time.
 */
public final class PolicyPass {
  private final Policy policy;
  private final NetworkPass network;
  private final Matrix normalized;
  private float[] parameters = new float[0];
  private Matrix outputs = Matrix.zeros(0, 1);

  PolicyPass(Policy policy, int maximumRows, Workers workers) {
    this.policy = policy;
    this.network = policy.network().pass(maximumRows, workers);
    this.normalized = Matrix.zeros(maximumRows, policy.network().inputSize());
  }

  /**
   * Runs the policy on {@code observations}, shape {@code [rows, observation]}.
   *
   * @return the distribution's outputs, live until the next call
   */
  public Matrix forward(float[] newParameters, Matrix observations) {
    Matrix inputs = normalized.rows(0, observations.rows());
    policy.normalizer().normalize(observations, inputs);
    return forwardNormalized(newParameters, inputs);
  }

  /**
   * Runs the policy on other {@code observations} at the parameters of the last forward, whose numbers have not
   * changed since; cheaper than {@link #forward(float[], Matrix)} where derivatives follow.
   */
  public Matrix forward(Matrix observations) {
    Matrix inputs = normalized.rows(0, observations.rows());
    policy.normalizer().normalize(observations, inputs);
    outputs = network.forward(inputs);
    return outputs;
  }

  /** Runs the policy again, at other parameters, on the observations of the last {@link #forward}. */
  public Matrix again(float[] newParameters) {
    return forwardNormalized(newParameters, normalized.rows(0, outputs.rows()));
  }

  private Matrix forwardNormalized(float[] newParameters, Matrix inputs) {
    parameters = newParameters;
    outputs = network.forward(newParameters, inputs);
    return outputs;
  }

  /** The outputs of the last {@link #forward} or {@link #again}. */
  public Matrix outputs() {
    return outputs;
  }

  /** The parameters of the last {@link #forward} or {@link #again}. */
  public float[] parameters() {
    return parameters;
  }

  /**
   * {@code gradient} += the pull-back of an output gradient and of a gradient by the free parameters.
   *
   * @param gradient shape {@code [policy.parameterLength()]}
   */
  public void vjp(Matrix outputGradient, double @Nullable [] freeGradient, float[] gradient) {
    network.vjp(outputGradient, gradient, null);
    addFree(freeGradient, gradient);
  }

  /**
   * The pull-back of an output gradient to the observations of the last {@link #forward}.
   *
   * @param outputGradient u, shape {@code [rows, output]}
   * @param gradients (∂outputs/∂x)ᵀ u of every row, shape {@code [rows, observation]}, overwritten
   */
  public void observationGradient(Matrix outputGradient, Matrix gradients) {
    network.vjp(outputGradient, null, gradients);
    policy.normalizer().pullBack(gradients);
  }

  /** The outputs' tangent along {@code direction}, shape {@code [policy.parameterLength()]}. */
  public Matrix jvp(float[] direction) {
    return network.jvp(direction);
  }

  /** The free parameters' part of a direction. */
  public double[] freePart(float[] direction) {
    double[] part = new double[policy.distribution().freeSize()];
    for (int i = 0; i < part.length; i++) {
      part[i] = direction[policy.freeOffset() + i];
    }
    return part;
  }

  /** {@code result} += the tangent of {@link #vjp} along {@code direction}. */
  public void hvp(
      float[] direction,
      Matrix outputGradient,
      Matrix outputGradientTangent,
      double @Nullable [] freeGradientTangent,
      float[] result) {
    network.hvp(direction, outputGradient, outputGradientTangent, result);
    addFree(freeGradientTangent, result);
  }

  private void addFree(double @Nullable [] freeGradient, float[] gradient) {
    if (freeGradient != null) {
      policy.addFree(freeGradient, gradient);
    }
  }
}
