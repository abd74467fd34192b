package dev.admiral.admrl;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.rollout.EpisodeBatch;
import java.util.Arrays;

/** Derivatives of log π_θ(aₜ|sₜ) at one θ over the rows of an {@link EpisodeBatch}. */
final class PolicyDerivatives {
  private final Policy policy;
  private final Distribution distribution;
  private final EpisodeBatch batch;
  private final float[] parameters;
  private final PolicyPass pass;
  private final Matrix outputs;
  private final Matrix cotangents;
  private final Matrix cotangentTangents;
  private final float[] direction;
  private final float[] result;

  PolicyDerivatives(Policy policy, float[] parameters, EpisodeBatch batch, Workers workers) {
    this.policy = policy;
    this.distribution = policy.distribution();
    this.batch = batch;
    this.parameters = parameters.clone();
    this.pass = policy.pass(batch.rows(), workers);
    this.outputs = pass.forward(this.parameters, batch.observations());
    this.cotangents = Matrix.zeros(batch.rows(), distribution.outputSize());
    this.cotangentTangents = Matrix.zeros(batch.rows(), distribution.outputSize());
    this.direction = new float[policy.parameterLength()];
    this.result = new float[policy.parameterLength()];
  }

  /** The length of θ. */
  int length() {
    return direction.length;
  }

  /** Σ_r weight_r ∇log π_r, shape {@code [p]}. */
  double[] weightedScore(double[] weights) {
    cotangents.fill(0);
    double[] free = new double[distribution.freeSize()];
    distribution.logProbabilityGradient(
        outputs,
        parameters,
        policy.freeOffset(),
        batch.actions(),
        floats(weights),
        cotangents,
        free);
    Arrays.fill(result, 0);
    pass.vjp(cotangents, free, result);
    return doubles(result);
  }

  /** ∇log π_r · x of every row, shape {@code [R]}. */
  double[] directionalScores(double[] x) {
    narrow(x);
    Matrix tangents = pass.jvp(direction);
    float[] scores = new float[batch.rows()];
    distribution.logProbabilityTangent(
        outputs,
        parameters,
        policy.freeOffset(),
        batch.actions(),
        tangents,
        pass.freePart(direction),
        scores);
    return doubles(scores);
  }

  /** Writes Σ_r weight_r ∇²log π_r x + Σ_r score_r ∇log π_r into {@code target}. */
  void curvature(double[] x, double[] weights, double[] scores, double[] target) {
    narrow(x);
    Matrix tangents = pass.jvp(direction);
    double[] freeDirection = pass.freePart(direction);
    double[] free = new double[distribution.freeSize()];
    double[] freeTangent = new double[distribution.freeSize()];
    float[] w = floats(weights);
    int at = policy.freeOffset();
    cotangents.fill(0);
    cotangentTangents.fill(0);
    distribution.logProbabilityGradient(
        outputs, parameters, at, batch.actions(), w, cotangents, free);
    distribution.logProbabilityGradientTangent(
        outputs,
        parameters,
        at,
        batch.actions(),
        w,
        tangents,
        freeDirection,
        cotangentTangents,
        freeTangent);
    distribution.logProbabilityGradient(
        outputs, parameters, at, batch.actions(), floats(scores), cotangentTangents, freeTangent);
    Arrays.fill(result, 0);
    pass.hvp(direction, cotangents, cotangentTangents, freeTangent, result);
    for (int i = 0; i < target.length; i++) {
      target[i] = result[i];
    }
  }

  private void narrow(double[] x) {
    for (int i = 0; i < x.length; i++) {
      direction[i] = (float) x[i];
    }
  }

  private static float[] floats(double[] values) {
    float[] narrowed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrowed[i] = (float) values[i];
    }
    return narrowed;
  }

  private static double[] doubles(float[] values) {
    double[] widened = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      widened[i] = values[i];
    }
    return widened;
  }
}
