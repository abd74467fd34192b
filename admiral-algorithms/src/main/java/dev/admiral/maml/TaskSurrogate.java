package dev.admiral.maml;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.trpo.TrustRegion;
import java.util.Arrays;

/**
 * What one task says of a policy φ, on data D that the policy φ₀ collected on it: the surrogate mean
 * π_φ(a|x)/π_φ₀(a|x) Â, and the divergence mean KL(π_φ₀ ‖ π_φ).
 *
 * <p>Used by one thread at a time.
 */
public final class TaskSurrogate implements TaskObjective {
  private final Policy policy;
  private final PolicyPass pass;
  private final Matrix oldRows;
  private final Matrix cotangentRows;
  private final float[] oldLogProbability;
  private final float[] scratch;
  private final float[] direction;
  private final float[] result;
  private TaskData data = TaskData.NONE;
  private float[] old = new float[0];
  private Matrix oldOutputs = Matrix.zeros(0, 1);

  /**
   * @param maximumRows how many rows data have at most
   */
  public TaskSurrogate(Policy policy, int maximumRows) {
    int outputs = policy.distribution().outputSize();
    this.policy = policy;
    this.pass = policy.pass(maximumRows, Workers.SERIAL);
    this.oldRows = Matrix.zeros(maximumRows, outputs);
    this.cotangentRows = Matrix.zeros(maximumRows, outputs);
    this.oldLogProbability = new float[maximumRows];
    this.scratch = new float[maximumRows];
    this.direction = new float[policy.parameterLength()];
    this.result = new float[policy.parameterLength()];
  }

  /** Replaces D, which {@code collector} (φ₀, kept) collected. */
  public void data(TaskData newData, float[] collector) {
    data = newData;
    old = collector;
    Matrix outputs = pass.forward(old, data.episodes().observations());
    oldOutputs = oldRows.rows(0, data.rows());
    oldOutputs.copyFrom(outputs);
    policy
        .distribution()
        .logProbability(
            outputs, old, policy.freeOffset(), data.episodes().actions(), oldLogProbability);
  }

  /** D. */
  public TaskData data() {
    return data;
  }

  /** φ₀. */
  float[] collector() {
    return old;
  }

  /** The surrogate's gradient at φ₀, where the ratio is 1: mean ∇log π Â. */
  @Override
  public double[] gradient() {
    Matrix cotangents = cotangentRows.rows(0, data.rows());
    cotangents.fill(0);
    double[] free = new double[policy.distribution().freeSize()];
    for (int r = 0; r < data.rows(); r++) {
      scratch[r] = data.advantages()[r] / data.rows();
    }
    policy
        .distribution()
        .logProbabilityGradient(
            oldOutputs,
            old,
            policy.freeOffset(),
            data.episodes().actions(),
            scratch,
            cotangents,
            free);
    Arrays.fill(result, 0);
    pass.vjp(cotangents, free, result);
    double[] gradient = new double[result.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = result[i];
    }
    return gradient;
  }

  /** v ← F v with F the Hessian of the divergence at φ₀, which is the Fisher information there. */
  @Override
  public void curvature(double[] v) {
    for (int i = 0; i < v.length; i++) {
      direction[i] = (float) v[i];
    }
    Matrix cotangents = cotangentRows.rows(0, data.rows());
    double[] free = new double[policy.distribution().freeSize()];
    policy
        .distribution()
        .fisherProduct(
            oldOutputs,
            old,
            policy.freeOffset(),
            pass.jvp(direction),
            pass.freePart(direction),
            cotangents,
            free);
    Arrays.fill(result, 0);
    pass.vjp(cotangents, free, result);
    for (int i = 0; i < v.length; i++) {
      v[i] = result[i] / (double) data.rows();
    }
  }

  @Override
  public TrustRegion.Trial trial(float[] phi) {
    double surrogate = surrogate(phi);
    return new TrustRegion.Trial(surrogate, divergence());
  }

  private double surrogate(float[] phi) {
    policy
        .distribution()
        .logProbability(
            pass.again(phi), phi, policy.freeOffset(), data.episodes().actions(), scratch);
    double sum = 0;
    for (int r = 0; r < data.rows(); r++) {
      sum += Math.exp(scratch[r] - oldLogProbability[r]) * data.advantages()[r];
    }
    return sum / data.rows();
  }

  /** The divergence at the φ of the last {@link #surrogate}. */
  private double divergence() {
    int free = policy.freeOffset();
    policy
        .distribution()
        .kl(oldOutputs, old, free, pass.outputs(), pass.parameters(), free, scratch);
    double sum = 0;
    for (int r = 0; r < data.rows(); r++) {
      sum += scratch[r];
    }
    return sum / data.rows();
  }
}
