package dev.admiral.trpo;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.policy.ValueFunction;
import dev.admiral.random.RandomStream;
import dev.admiral.rollout.GeneralizedAdvantage;
import dev.admiral.rollout.Trajectories;
import java.util.Arrays;

/**
 * Trust region policy optimisation (Schulman et al. 2015), one update at a time: the natural gradient by
 * conjugate gradients on exact Fisher-vector products, then a line search on the surrogate and the KL
 * divergence, then the value function's fit.
 */
public final class Trpo {
  private final TrpoConfig config;
  private final Policy policy;
  private final ValueFunction value;
  private final GeneralizedAdvantage advantage;
  private final PolicyPass pass;

  // Scratch for one batch of R rows.
  private final Matrix oldOutputs;
  private final Matrix outputGradient;
  private final float[] values;
  private final float[] finalValues;
  private final float[] advantages;
  private final float[] returns;
  private final float[] oldLogProbability;
  private final float[] rowScratch;
  private final int[] cutRows;
  private final Matrix cutObservations;

  /**
   * What an update did.
   *
   * @param kl mean KL(old ‖ new) of the accepted step, 0 where none was
   * @param surrogateGain improvement of the surrogate objective
   * @param entropy mean entropy of the policy before the update
   * @param accepted whether the line search found a step
   * @param valueLoss mean squared error of the value function's fit
   */
  public record Update(
      double kl, double surrogateGain, double entropy, boolean accepted, double valueLoss) {}

  /**
   * An optimiser for batches of up to {@code maximumRows} samples.
   *
   * @param workers who share the work; results do not depend on how many they are
   */
  public Trpo(
      TrpoConfig config, Policy policy, ValueFunction value, int maximumRows, Workers workers) {
    this.config = config;
    this.policy = policy;
    this.value = value;
    this.advantage = new GeneralizedAdvantage(config.gamma(), config.lambda());
    this.pass = policy.pass(maximumRows, workers);
    this.oldOutputs = Matrix.zeros(maximumRows, policy.distribution().outputSize());
    this.outputGradient = Matrix.zeros(maximumRows, policy.distribution().outputSize());
    this.values = new float[maximumRows];
    this.finalValues = new float[maximumRows];
    this.advantages = new float[maximumRows];
    this.returns = new float[maximumRows];
    this.oldLogProbability = new float[maximumRows];
    this.rowScratch = new float[maximumRows];
    this.cutRows = new int[maximumRows];
    this.cutObservations = Matrix.zeros(maximumRows, policy.network().inputSize());
  }

  /**
   * Improves {@code parameters} (θ, in place) on the trajectories that θ itself collected, and fits the
   * value function to their returns.
   *
   * @param random shuffles the value function's batches
   */
  public Update update(float[] parameters, Trajectories trajectories, RandomStream random) {
    Step step = improve(parameters, trajectories);
    double valueLoss = fitValue(trajectories, random);
    return new Update(step.kl, step.gain, step.entropy, step.accepted, valueLoss);
  }

  /** The policy's half of an {@link Update}. */
  public record Step(double kl, double gain, double entropy, boolean accepted) {}

  /** The policy's half of {@link #update}. */
  public Step improve(float[] parameters, Trajectories trajectories) {
    estimateAdvantages(trajectories);
    int rows = trajectories.rows();
    var distribution = policy.distribution();
    int free = policy.freeOffset();
    float[] old = parameters.clone();
    Matrix outputs = pass.forward(old, trajectories.observations());
    Matrix oldRows = oldOutputs.rows(0, rows);
    oldRows.copyFrom(outputs);
    distribution.logProbability(outputs, old, free, trajectories.actions(), oldLogProbability);
    distribution.entropy(outputs, old, free, rowScratch);
    double entropy = mean(rowScratch, rows);
    double objective = mean(advantages, rows) + config.entropyBonus() * entropy;

    float[] gradient = objectiveGradient(outputs, old, trajectories, rows);
    TrustRegion.Step step =
        config
            .trustRegion()
            .step(
                parameters,
                toDouble(gradient),
                fisher(oldRows, old, rows),
                candidate -> {
                  Matrix now = pass.again(candidate);
                  distribution.kl(oldRows, old, free, now, candidate, free, rowScratch);
                  double kl = mean(rowScratch, rows);
                  return new TrustRegion.Trial(
                      objective(now, candidate, trajectories, rows) - objective, kl);
                });
    return new Step(step.kl(), step.gain(), entropy, step.accepted());
  }

  /** The value function's half of {@link #update}: a fit to the returns that improve estimated. */
  public double fitValue(Trajectories trajectories, RandomStream random) {
    return value.fit(trajectories.observations(), returns, random);
  }

  /** Fills {@link #advantages} (standardised) and {@link #returns}. */
  private void estimateAdvantages(Trajectories trajectories) {
    int rows = trajectories.rows();
    value.evaluate(trajectories.observations(), values);
    evaluateCuts(trajectories);
    advantage.estimate(trajectories, trajectories.rewards(), values, finalValues, advantages);
    double mean = 0;
    for (int r = 0; r < rows; r++) {
      returns[r] = advantages[r] + values[r];
      mean += advantages[r];
    }
    mean /= rows;
    double squares = 0;
    for (int r = 0; r < rows; r++) {
      squares += (advantages[r] - mean) * (advantages[r] - mean);
    }
    double std = Math.sqrt(squares / rows) + 1e-8;
    for (int r = 0; r < rows; r++) {
      advantages[r] = (float) ((advantages[r] - mean) / std);
    }
  }

  /** Fills {@link #finalValues} where an episode was cut: few rows of many. */
  private void evaluateCuts(Trajectories trajectories) {
    int last = trajectories.row(trajectories.steps() - 1, 0);
    int cuts = 0;
    for (int r = 0; r < trajectories.rows(); r++) {
      if (trajectories.truncated()[r] || (r >= last && !trajectories.terminated()[r])) {
        cutRows[cuts] = r;
        cutObservations.copyRow(cuts, trajectories.nextObservations(), r);
        cuts++;
      }
    }
    value.evaluate(cutObservations.rows(0, cuts), rowScratch);
    for (int i = 0; i < cuts; i++) {
      finalValues[cutRows[i]] = rowScratch[i];
    }
  }

  /** Mean of ratio·A, plus the entropy bonus. */
  private double objective(
      Matrix outputs, float[] parameters, Trajectories trajectories, int rows) {
    var distribution = policy.distribution();
    distribution.logProbability(
        outputs, parameters, policy.freeOffset(), trajectories.actions(), rowScratch);
    double surrogate = 0;
    for (int r = 0; r < rows; r++) {
      surrogate += Math.exp(rowScratch[r] - oldLogProbability[r]) * advantages[r];
    }
    distribution.entropy(outputs, parameters, policy.freeOffset(), rowScratch);
    return surrogate / rows + config.entropyBonus() * mean(rowScratch, rows);
  }

  /** ∇θ of {@link #objective} at the old policy, where the ratio is 1. */
  private float[] objectiveGradient(
      Matrix outputs, float[] parameters, Trajectories trajectories, int rows) {
    var distribution = policy.distribution();
    Matrix cotangents = outputGradient.rows(0, rows);
    cotangents.fill(0);
    double[] freeGradient = new double[distribution.freeSize()];
    for (int r = 0; r < rows; r++) {
      rowScratch[r] = advantages[r] / rows;
    }
    distribution.logProbabilityGradient(
        outputs,
        parameters,
        policy.freeOffset(),
        trajectories.actions(),
        rowScratch,
        cotangents,
        freeGradient);
    Arrays.fill(rowScratch, 0, rows, (float) (config.entropyBonus() / rows));
    distribution.entropyGradient(
        outputs, parameters, policy.freeOffset(), rowScratch, cotangents, freeGradient);
    float[] gradient = new float[policy.parameterLength()];
    pass.vjp(cotangents, freeGradient, gradient);
    return gradient;
  }

  /** v ↦ (F + damping·I) v with F = mean over rows of Jᵀ M J, exact. */
  private ConjugateGradient.LinearOperator fisher(Matrix outputs, float[] parameters, int rows) {
    var distribution = policy.distribution();
    Matrix cotangents = outputGradient.rows(0, rows);
    float[] direction = new float[policy.parameterLength()];
    float[] product = new float[policy.parameterLength()];
    double[] freeProduct = new double[distribution.freeSize()];
    return (x, result) -> {
      for (int i = 0; i < x.length; i++) {
        direction[i] = (float) x[i];
      }
      Matrix tangents = pass.jvp(direction);
      distribution.fisherProduct(
          outputs,
          parameters,
          policy.freeOffset(),
          tangents,
          pass.freePart(direction),
          cotangents,
          freeProduct);
      Arrays.fill(product, 0);
      pass.vjp(cotangents, freeProduct, product);
      for (int i = 0; i < x.length; i++) {
        result[i] = product[i] / (double) rows + config.damping() * x[i];
      }
    };
  }

  private static double mean(float[] values, int rows) {
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      sum += values[r];
    }
    return sum / rows;
  }

  private static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
