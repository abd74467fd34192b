package dev.admiral.admrl;

import dev.admiral.concurrent.Workers;
import dev.admiral.policy.Policy;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.task.TaskFamily;

/**
 * A and B of the implicit function theorem, estimated from virtual episodes under θ̂ (paper, equations 6
 * and 7). Both are means over time steps, as in the published implementation: a common factor that
 * cancels in A⁻¹B, and the unit in which its damping is stated.
 */
final class ReinforceSystem implements ImplicitSystem {
  private final EpisodeBatch batch;
  private final PolicyDerivatives policy;
  private final HessianEstimator estimator;

  /** Weight of ∇²log π of every row, {@code [R]}. */
  private final double[] weights;

  /** R(τ) less a baseline, divided by R, {@code [episodes]}. */
  private final double[] episodeWeights;

  /** γᵗ ∂Âₜ/∂ψ of every row, divided by R, {@code [k][R]}. */
  private final double[][] mixedWeights;

  ReinforceSystem(
      HessianEstimator estimator,
      TaskFamily family,
      double[] task,
      double gamma,
      Policy policy,
      float[] parameters,
      EpisodeBatch batch,
      Workers workers) {
    this.estimator = estimator;
    this.batch = batch;
    this.policy = new PolicyDerivatives(policy, parameters, batch, workers);
    this.episodeWeights = leaveOneOut(batch.discountedSums(batch.rewards(), gamma));
    double[] advantages = batch.centred(batch.toGo(batch.rewards(), gamma));
    this.weights = new double[batch.rows()];
    for (int r = 0; r < weights.length; r++) {
      weights[r] =
          switch (estimator) {
                case TIME_STEP -> Math.pow(gamma, batch.time(r)) * advantages[r];
                case TRAJECTORY -> episodeWeights[batch.episode(r)];
              }
              / batch.rows();
    }
    // Advantages are linear in the rewards, so ∂A/∂ψ is the advantage of the reward ∂r/∂ψ.
    this.mixedWeights = batch.rewardGradients(family.reward(), task);
    for (int i = 0; i < mixedWeights.length; i++) {
      double[] gradient = batch.centred(batch.toGo(mixedWeights[i], gamma));
      for (int r = 0; r < gradient.length; r++) {
        mixedWeights[i][r] = Math.pow(gamma, batch.time(r)) * gradient[r] / batch.rows();
      }
    }
  }

  private static double[] leaveOneOut(double[] values) {
    double[] centred = values.clone();
    if (values.length < 2) {
      return centred;
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    for (int n = 0; n < values.length; n++) {
      centred[n] -= (sum - values[n]) / (values.length - 1);
    }
    return centred;
  }

  @Override
  public int parameters() {
    return policy.length();
  }

  @Override
  public int taskParameters() {
    return mixedWeights.length;
  }

  @Override
  public void hessian(double[] x, double[] result) {
    double[] scores = policy.directionalScores(x);
    switch (estimator) {
      case TIME_STEP -> {
        for (int r = 0; r < scores.length; r++) {
          scores[r] *= weights[r];
        }
      }
      case TRAJECTORY -> {
        double[] sums = new double[batch.episodes()];
        for (int r = 0; r < scores.length; r++) {
          sums[batch.episode(r)] += scores[r];
        }
        for (int r = 0; r < scores.length; r++) {
          scores[r] = weights[r] * sums[batch.episode(r)];
        }
      }
    }
    policy.curvature(x, weights, scores, result);
  }

  @Override
  public double[] mixedTransposed(double[] y) {
    double[] scores = policy.directionalScores(y);
    double[] product = new double[mixedWeights.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = ImplicitGradient.dot(mixedWeights[i], scores);
    }
    return product;
  }

  @Override
  public double[] mixedColumn(int index) {
    return policy.weightedScore(mixedWeights[index]);
  }
}
