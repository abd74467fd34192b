package dev.admiral.ppo;

import dev.admiral.nn.Matrix;
import dev.admiral.policy.ActorCriticPass;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.Policy;
import java.util.Arrays;

/**
 * The loss of a minibatch and its gradient by the network's outputs: −L^CLIP + c_v·½ max((V − R)², (V_clip − R)²) −
 * c_e·H, means over the rows.
 */
final class PpoLoss {
  private final PpoConfig config;
  private final Policy policy;
  private final float[] logProbabilities;
  private final float[] entropies;
  private final float[] weights;
  private final Matrix policyGradient;
  private final Matrix valueGradient;
  private final double[] freeGradient;

  private double policyLoss;
  private double valueLoss;
  private double entropy;
  private double divergence;
  private double clipped;
  private long rowsSeen;

  PpoLoss(PpoConfig config, Policy policy) {
    int rows = config.minibatchSize();
    this.config = config;
    this.policy = policy;
    this.logProbabilities = new float[rows];
    this.entropies = new float[rows];
    this.weights = new float[rows];
    this.policyGradient = Matrix.zeros(rows, policy.distribution().outputSize());
    this.valueGradient = Matrix.zeros(rows, 1);
    this.freeGradient = new double[policy.distribution().freeSize()];
  }

  /** A minibatch, row by row. */
  record Minibatch(
      Matrix actions,
      float[] oldLogProbabilities,
      float[] oldValues,
      float[] advantages,
      float[] returns) {

    /** The first rows. */
    Minibatch rows(int count) {
      return new Minibatch(
          actions.rows(0, count), oldLogProbabilities, oldValues, advantages, returns);
    }
  }

  /**
   * {@code gradient} += the loss's, at the outputs of the last forward.
   *
   * @param clip ρ
   */
  void addGradient(
      ActorCriticPass pass, float[] parameters, Minibatch batch, double clip, float[] gradient) {
    int rows = batch.actions().rows();
    Distribution distribution = policy.distribution();
    int free = policy.freeOffset();
    Matrix outputs = pass.policyOutputs();
    Matrix u = policyGradient.rows(0, rows);
    u.fill(0);
    Arrays.fill(freeGradient, 0);

    distribution.logProbability(outputs, parameters, free, batch.actions(), logProbabilities);
    for (int r = 0; r < rows; r++) {
      weights[r] = (float) policyWeight(r, batch, clip) / rows;
    }
    distribution.logProbabilityGradient(
        outputs, parameters, free, batch.actions(), weights, u, freeGradient);

    distribution.entropy(outputs, parameters, free, entropies);
    for (int r = 0; r < rows; r++) {
      entropy += entropies[r];
      weights[r] = (float) -config.entropyCoefficient() / rows;
    }
    distribution.entropyGradient(outputs, parameters, free, weights, u, freeGradient);

    for (int r = 0; r < rows; r++) {
      double slope = valueSlope(r, pass.values().get(r, 0), batch, clip);
      valueGradient.set(r, 0, (float) (config.valueCoefficient() * slope / rows));
    }
    rowsSeen += rows;
    pass.vjp(u, valueGradient.rows(0, rows), freeGradient, gradient);
  }

  /** ∂/∂ log π of −min(ratio·Â, clip(ratio)·Â). */
  private double policyWeight(int row, Minibatch batch, double clip) {
    double difference = (double) logProbabilities[row] - batch.oldLogProbabilities()[row];
    double ratio = Math.exp(difference);
    double advantage = batch.advantages()[row];
    double within = Math.clamp(ratio, 1 - clip, 1 + clip);
    policyLoss -= Math.min(ratio * advantage, within * advantage);
    divergence += ratio - 1 - difference;
    clipped += ratio == within ? 0 : 1;
    return ratio * advantage <= within * advantage ? -ratio * advantage : 0;
  }

  /** ∂/∂V of ½ max((V − R)², (V_clip − R)²). */
  private double valueSlope(int row, double value, Minibatch batch, double clip) {
    double error = value - batch.returns()[row];
    double old = batch.oldValues()[row];
    double within = old + Math.clamp(value - old, -clip, clip);
    double clippedError = within - batch.returns()[row];
    if (!config.clipValues() || error * error >= clippedError * clippedError) {
      valueLoss += error * error / 2;
      return error;
    }
    valueLoss += clippedError * clippedError / 2;
    return 0; // V is beyond the clip, where V_clip does not move
  }

  /** Begins new averages. */
  void forget() {
    policyLoss = 0;
    valueLoss = 0;
    entropy = 0;
    divergence = 0;
    clipped = 0;
    rowsSeen = 0;
  }

  double policyLoss() {
    return policyLoss / rowsSeen;
  }

  /** ½ of the mean squared error, where values are not clipped. */
  double valueLoss() {
    return valueLoss / rowsSeen;
  }

  double entropy() {
    return entropy / rowsSeen;
  }

  /** The divergence of the new policy from the one that acted, estimated as E[(r − 1) − log r]. */
  double divergence() {
    return divergence / rowsSeen;
  }

  /** The portion of ratios that are clipped. */
  double clipFraction() {
    return clipped / rowsSeen;
  }
}
