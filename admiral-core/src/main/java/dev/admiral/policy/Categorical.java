package dev.admiral.policy;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;

/**
 * A choice among {@code choices} actions with probabilities softmax(outputs). An action is one number,
 * the index of the choice.
 *
 * @param choices how many actions there are
 */
public record Categorical(int choices) implements Distribution {

  @Override
  public int outputSize() {
    return choices;
  }

  @Override
  public int freeSize() {
    return 0;
  }

  @Override
  public int actionSize() {
    return 1;
  }

  @Override
  public void sample(Matrix outputs, float[] free, int at, RandomStream[] random, Matrix actions) {
    double[] p = new double[choices];
    for (int r = 0; r < outputs.rows(); r++) {
      softmax(outputs, r, p);
      double left = random[r].nextDouble();
      int choice = 0;
      while (choice < choices - 1 && left >= p[choice]) {
        left -= p[choice++];
      }
      actions.set(r, 0, choice);
    }
  }

  @Override
  public void mode(Matrix outputs, float[] free, int at, Matrix actions) {
    for (int r = 0; r < outputs.rows(); r++) {
      int best = 0;
      for (int i = 1; i < choices; i++) {
        if (outputs.get(r, i) > outputs.get(r, best)) {
          best = i;
        }
      }
      actions.set(r, 0, best);
    }
  }

  @Override
  public void logProbability(Matrix outputs, float[] free, int at, Matrix actions, float[] result) {
    for (int r = 0; r < outputs.rows(); r++) {
      result[r] = (float) (outputs.get(r, (int) actions.get(r, 0)) - logSumExp(outputs, r));
    }
  }

  /** ∂ log p_a/∂z = e_a − p. */
  @Override
  public void logProbabilityGradient(
      Matrix outputs,
      float[] free,
      int at,
      Matrix actions,
      float[] weight,
      Matrix outputGradient,
      double[] freeGradient) {
    double[] p = new double[choices];
    for (int r = 0; r < outputs.rows(); r++) {
      softmax(outputs, r, p);
      for (int i = 0; i < choices; i++) {
        add(outputGradient, r, i, weight[r] * ((i == (int) actions.get(r, 0) ? 1 : 0) - p[i]));
      }
    }
  }

  @Override
  public void logProbabilityTangent(
      Matrix outputs,
      float[] free,
      int at,
      Matrix actions,
      Matrix outputTangent,
      double[] freeTangent,
      float[] result) {
    double[] p = new double[choices];
    for (int r = 0; r < outputs.rows(); r++) {
      softmax(outputs, r, p);
      result[r] =
          (float) (outputTangent.get(r, (int) actions.get(r, 0)) - mean(p, outputTangent, r));
    }
  }

  /** The tangent of −p is −(diag(p) − ppᵀ)ż. */
  @Override
  public void logProbabilityGradientTangent(
      Matrix outputs,
      float[] free,
      int at,
      Matrix actions,
      float[] weight,
      Matrix outputTangent,
      double[] freeTangent,
      Matrix outputGradientTangent,
      double[] freeGradientTangent) {
    double[] p = new double[choices];
    for (int r = 0; r < outputs.rows(); r++) {
      softmax(outputs, r, p);
      double mean = mean(p, outputTangent, r);
      for (int i = 0; i < choices; i++) {
        add(outputGradientTangent, r, i, -weight[r] * p[i] * (outputTangent.get(r, i) - mean));
      }
    }
  }

  @Override
  public void entropy(Matrix outputs, float[] free, int at, float[] result) {
    double[] p = new double[choices];
    for (int r = 0; r < outputs.rows(); r++) {
      softmax(outputs, r, p);
      result[r] = (float) (logSumExp(outputs, r) - mean(p, outputs, r));
    }
  }

  /** ∂H/∂zᵢ = −pᵢ(log pᵢ + H). */
  @Override
  public void entropyGradient(
      Matrix outputs,
      float[] free,
      int at,
      float[] weight,
      Matrix outputGradient,
      double[] freeGradient) {
    double[] p = new double[choices];
    for (int r = 0; r < outputs.rows(); r++) {
      softmax(outputs, r, p);
      double mean = mean(p, outputs, r);
      for (int i = 0; i < choices; i++) {
        add(outputGradient, r, i, -weight[r] * p[i] * (outputs.get(r, i) - mean));
      }
    }
  }

  @Override
  public void kl(
      Matrix p, float[] pFree, int pAt, Matrix q, float[] qFree, int qAt, float[] result) {
    double[] probabilities = new double[choices];
    for (int r = 0; r < p.rows(); r++) {
      softmax(p, r, probabilities);
      double divergence = logSumExp(q, r) - logSumExp(p, r);
      for (int i = 0; i < choices; i++) {
        divergence += probabilities[i] * (p.get(r, i) - q.get(r, i));
      }
      result[r] = (float) divergence;
    }
  }

  /** ∂KL(p‖q)/∂z_q = q − p. */
  @Override
  public void klGradient(
      Matrix p,
      float[] pFree,
      int pAt,
      Matrix q,
      float[] qFree,
      int qAt,
      float[] weight,
      Matrix qGradient,
      double[] qFreeGradient) {
    double[] probabilities = new double[choices];
    double[] other = new double[choices];
    for (int r = 0; r < p.rows(); r++) {
      softmax(p, r, probabilities);
      softmax(q, r, other);
      for (int i = 0; i < choices; i++) {
        add(qGradient, r, i, weight[r] * (other[i] - probabilities[i]));
      }
    }
  }

  /** With H = −Σ pᵢ log qᵢ, ∂H/∂zᵢ = −pᵢ(log qᵢ + H). */
  @Override
  public void crossEntropyGradientInP(
      Matrix p,
      float[] pFree,
      int pAt,
      Matrix q,
      float[] qFree,
      int qAt,
      float[] weight,
      Matrix pGradient) {
    double[] probabilities = new double[choices];
    for (int r = 0; r < p.rows(); r++) {
      softmax(p, r, probabilities);
      double mean = mean(probabilities, q, r);
      for (int i = 0; i < choices; i++) {
        add(pGradient, r, i, -weight[r] * probabilities[i] * (q.get(r, i) - mean));
      }
    }
  }

  @Override
  public void fisherProduct(
      Matrix outputs,
      float[] free,
      int at,
      Matrix outputTangent,
      double[] freeTangent,
      Matrix outputResult,
      double[] freeResult) {
    double[] p = new double[choices];
    for (int r = 0; r < outputs.rows(); r++) {
      softmax(outputs, r, p);
      double mean = mean(p, outputTangent, r);
      for (int i = 0; i < choices; i++) {
        outputResult.set(r, i, (float) (p[i] * (outputTangent.get(r, i) - mean)));
      }
    }
  }

  private void softmax(Matrix outputs, int row, double[] p) {
    double normalizer = logSumExp(outputs, row);
    for (int i = 0; i < choices; i++) {
      p[i] = Math.exp(outputs.get(row, i) - normalizer);
    }
  }

  private double logSumExp(Matrix outputs, int row) {
    double largest = outputs.get(row, 0);
    for (int i = 1; i < choices; i++) {
      largest = Math.max(largest, outputs.get(row, i));
    }
    double sum = 0;
    for (int i = 0; i < choices; i++) {
      sum += Math.exp(outputs.get(row, i) - largest);
    }
    return largest + Math.log(sum);
  }

  private double mean(double[] p, Matrix values, int row) {
    double mean = 0;
    for (int i = 0; i < choices; i++) {
      mean += p[i] * values.get(row, i);
    }
    return mean;
  }

  private static void add(Matrix matrix, int row, int column, double value) {
    matrix.values()[matrix.rowOffset(row) + column] += (float) value;
  }
}
