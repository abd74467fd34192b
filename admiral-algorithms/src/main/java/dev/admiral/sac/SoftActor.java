package dev.admiral.sac;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Adam;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.policy.SquashedGaussian;
import dev.admiral.random.RandomStream;
import java.util.Arrays;

/**
 * A policy in training: draws actions as functions of its parameters, and descends the loss of soft actor-critic
 * through them.
 */
public final class SoftActor {
  private final Policy policy;
  private final SquashedGaussian distribution;
  private final double outputPenalty;
  private final float[] parameters;
  private final float[] gradient;
  private final Adam adam;
  private final PolicyPass pass;
  private final Matrix noise;
  private final Matrix outputGradient;
  private final float[] logProbabilities;
  private Matrix outputs = Matrix.zeros(0, 1);
  private Matrix actions = Matrix.zeros(0, 1);

  /**
   * @param policy whose distribution is a {@link SquashedGaussian}
   * @param parameters to begin with; kept, and changed
   * @param outputPenalty the weight of the mean squares of means and of logarithmic standard deviations in the loss
   * @param rows of the largest batch
   */
  public SoftActor(
      Policy policy,
      float[] parameters,
      double learningRate,
      double outputPenalty,
      int rows,
      Workers workers) {
    if (!(policy.distribution() instanceof SquashedGaussian squashed)) {
      throw new IllegalArgumentException(
          "soft actor-critic needs a squashed Gaussian, not " + policy.distribution());
    }
    this.policy = policy;
    this.distribution = squashed;
    this.outputPenalty = outputPenalty;
    this.parameters = parameters;
    this.gradient = new float[policy.parameterLength()];
    this.adam = new Adam(parameters.length, Adam.Config.of(learningRate), workers);
    this.pass = policy.pass(rows, workers);
    this.noise = Matrix.zeros(rows, squashed.actionSize());
    this.outputGradient = Matrix.zeros(rows, squashed.outputSize());
    this.logProbabilities = new float[rows];
  }

  public Policy policy() {
    return policy;
  }

  /** θ, live. */
  public float[] parameters() {
    return parameters;
  }

  /**
   * Draws an action for every observation.
   *
   * @param observations shape {@code [rows, observation]}
   * @param target shape {@code [rows, action]}, overwritten; must stay as it is until {@link #descend}
   */
  public void act(Matrix observations, RandomStream random, Matrix target) {
    int rows = observations.rows();
    Matrix drawn = noise.rows(0, rows);
    for (int i = 0; i < rows * distribution.actionSize(); i++) {
      drawn.values()[i] = (float) random.nextGaussian();
    }
    actions = target;
    outputs = pass.forward(parameters, observations);
    distribution.reparameterize(outputs, drawn, actions, logProbabilities);
  }

  /** log π(a|s) of the last {@link #act}, shape {@code [rows]} and room for more; live. */
  public float[] logProbabilities() {
    return logProbabilities;
  }

  /** The mean of {@link #logProbabilities} over the last {@link #act}. */
  public double meanLogProbability() {
    double sum = 0;
    for (int r = 0; r < outputs.rows(); r++) {
      sum += logProbabilities[r];
    }
    return sum / outputs.rows();
  }

  /**
   * One step down mean(α·log π(a|s) − Q(s, a)) over the last {@link #act}.
   *
   * @param temperature α
   * @param actionGradient −∂Q/∂a of every row, divided by the number of rows; shape {@code [rows, action]}
   */
  public void descend(double temperature, Matrix actionGradient) {
    int rows = outputs.rows();
    Matrix u = outputGradient.rows(0, rows);
    u.fill(0);
    distribution.reparameterizedGradient(
        outputs, noise.rows(0, rows), actions, temperature / rows, actionGradient, u);
    if (outputPenalty > 0) {
      addPenalty(u);
    }
    Arrays.fill(gradient, 0);
    pass.vjp(u, null, gradient);
    NonFiniteException.check("the policy's gradient", adam.step(parameters, gradient));
  }

  /** Of (mean of μ² + mean of ρ²), beyond the limits of ρ none. */
  private void addPenalty(Matrix u) {
    int n = distribution.actionSize();
    float factor = (float) (2 * outputPenalty / ((double) u.rows() * n));
    for (int r = 0; r < u.rows(); r++) {
      for (int i = 0; i < 2 * n; i++) {
        float value = outputs.get(r, i);
        boolean isFree = i < n || value == (float) distribution.logStd(outputs, r, i - n);
        u.set(r, i, u.get(r, i) + (isFree ? factor * value : 0));
      }
    }
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("parameters", policy.pack(parameters));
    adam.save(checkpoint.scope("adam"));
  }

  public void restore(Checkpoint checkpoint) {
    float[] stored = parameters(policy, checkpoint);
    System.arraycopy(stored, 0, parameters, 0, parameters.length);
    adam.restore(checkpoint.scope("adam"));
  }

  /** θ as {@link #save} stored it. */
  public static float[] parameters(Policy policy, Checkpoint checkpoint) {
    return policy.unpack(checkpoint.floats("parameters"));
  }
}
