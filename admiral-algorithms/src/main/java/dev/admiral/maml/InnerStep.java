package dev.admiral.maml;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import java.util.Arrays;

/**
 * One step of adaptation on one task's data D: U(θ) = θ − α∇L(θ) with the policy gradient's loss L(θ) =
 * −mean log π_θ(a|x) Â. Its Jacobian I − α∇²L is symmetric, so one product serves both of its sides.
 *
 * <p>Used by one thread at a time.
 */
final class InnerStep {
  private final Policy policy;
  private final double learningRate;
  private final PolicyPass pass;
  private final Matrix cotangentRows;
  private final Matrix cotangentTangentRows;
  private final float[] weights;
  private final float[] direction;
  private final float[] result;
  private TaskData data;
  private Matrix cotangents = Matrix.zeros(0, 1);

  /**
   * @param maximumRows how many rows data have at most
   */
  InnerStep(Policy policy, double learningRate, int maximumRows) {
    int outputs = policy.distribution().outputSize();
    this.policy = policy;
    this.learningRate = learningRate;
    this.pass = policy.pass(maximumRows, Workers.SERIAL);
    this.cotangentRows = Matrix.zeros(maximumRows, outputs);
    this.cotangentTangentRows = Matrix.zeros(maximumRows, outputs);
    this.weights = new float[maximumRows];
    this.direction = new float[policy.parameterLength()];
    this.result = new float[policy.parameterLength()];
    this.data = TaskData.NONE;
  }

  /** Replaces D. */
  void data(TaskData newData) {
    data = newData;
    for (int r = 0; r < data.rows(); r++) {
      weights[r] = -data.advantages()[r] / data.rows();
    }
  }

  TaskData data() {
    return data;
  }

  /** U(θ); {@link #jacobian} is then that at θ, which may not change in between. */
  float[] adapt(float[] theta) {
    Matrix outputs = pass.forward(theta, data.episodes().observations());
    cotangents = cotangentRows.rows(0, data.rows());
    cotangents.fill(0);
    double[] free = new double[policy.distribution().freeSize()];
    policy
        .distribution()
        .logProbabilityGradient(
            outputs,
            theta,
            policy.freeOffset(),
            data.episodes().actions(),
            weights,
            cotangents,
            free);
    Arrays.fill(result, 0);
    pass.vjp(cotangents, free, result);
    float[] adapted = new float[theta.length];
    for (int i = 0; i < theta.length; i++) {
      adapted[i] = (float) (theta[i] - learningRate * result[i]);
    }
    return adapted;
  }

  /** v ← (I − α∇²L(θ)) v. */
  void jacobian(double[] v) {
    for (int i = 0; i < v.length; i++) {
      direction[i] = (float) v[i];
    }
    Matrix tangents = pass.jvp(direction);
    Matrix cotangentTangents = cotangentTangentRows.rows(0, data.rows());
    cotangentTangents.fill(0);
    double[] freeTangent = new double[policy.distribution().freeSize()];
    policy
        .distribution()
        .logProbabilityGradientTangent(
            pass.outputs(),
            pass.parameters(),
            policy.freeOffset(),
            data.episodes().actions(),
            weights,
            tangents,
            pass.freePart(direction),
            cotangentTangents,
            freeTangent);
    Arrays.fill(result, 0);
    pass.hvp(direction, cotangents, cotangentTangents, freeTangent, result);
    for (int i = 0; i < v.length; i++) {
      v[i] -= learningRate * result[i];
    }
  }
}
