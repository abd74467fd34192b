package dev.admiral.policy;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.Arrays;

/**
 * Independent normal distributions whose means are the network's outputs and whose logarithmic standard
 * deviations ρ are free parameters.
 *
 * @param actionSize how many coordinates an action has
 */
public record DiagonalGaussian(int actionSize) implements Distribution {
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  @Override
  public int outputSize() {
    return actionSize;
  }

  @Override
  public int freeSize() {
    return actionSize;
  }

  @Override
  public void sample(Matrix outputs, float[] free, int at, RandomStream[] random, Matrix actions) {
    double[] std = exponentials(free, at, 1);
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        actions.set(r, i, (float) (outputs.get(r, i) + std[i] * random[r].nextGaussian()));
      }
    }
  }

  @Override
  public void mode(Matrix outputs, float[] free, int at, Matrix actions) {
    actions.copyFrom(outputs);
  }

  @Override
  public void logProbability(Matrix outputs, float[] free, int at, Matrix actions, float[] result) {
    double[] precision = exponentials(free, at, -2);
    double constant = actionSize * HALF_LOG_2_PI;
    for (int i = 0; i < actionSize; i++) {
      constant += free[at + i];
    }
    for (int r = 0; r < outputs.rows(); r++) {
      double squares = 0;
      for (int i = 0; i < actionSize; i++) {
        double deviation = actions.get(r, i) - outputs.get(r, i);
        squares += deviation * deviation * precision[i];
      }
      result[r] = (float) (-0.5 * squares - constant);
    }
  }

  @Override
  public void logProbabilityGradient(
      Matrix outputs,
      float[] free,
      int at,
      Matrix actions,
      float[] weight,
      Matrix outputGradient,
      double[] freeGradient) {
    double[] precision = exponentials(free, at, -2);
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double deviation = actions.get(r, i) - outputs.get(r, i);
        double scaled = deviation * precision[i];
        add(outputGradient, r, i, weight[r] * scaled);
        freeGradient[i] += weight[r] * (deviation * scaled - 1);
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
    double[] precision = exponentials(free, at, -2);
    for (int r = 0; r < outputs.rows(); r++) {
      double sum = 0;
      for (int i = 0; i < actionSize; i++) {
        double deviation = actions.get(r, i) - outputs.get(r, i);
        double scaled = deviation * precision[i];
        sum += scaled * outputTangent.get(r, i) + (deviation * scaled - 1) * freeTangent[i];
      }
      result[r] = (float) sum;
    }
  }

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
    double[] precision = exponentials(free, at, -2);
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double deviation = actions.get(r, i) - outputs.get(r, i);
        double tangent = outputTangent.get(r, i) + 2 * freeTangent[i] * deviation;
        add(outputGradientTangent, r, i, -weight[r] * tangent * precision[i]);
        freeGradientTangent[i] +=
            -2
                * weight[r]
                * deviation
                * precision[i]
                * (outputTangent.get(r, i) + freeTangent[i] * deviation);
      }
    }
  }

  @Override
  public void entropy(Matrix outputs, float[] free, int at, float[] result) {
    double entropy = actionSize * (HALF_LOG_2_PI + 0.5);
    for (int i = 0; i < actionSize; i++) {
      entropy += free[at + i];
    }
    Arrays.fill(result, 0, outputs.rows(), (float) entropy);
  }

  @Override
  public void entropyGradient(
      Matrix outputs,
      float[] free,
      int at,
      float[] weight,
      Matrix outputGradient,
      double[] freeGradient) {
    double total = 0;
    for (int r = 0; r < outputs.rows(); r++) {
      total += weight[r];
    }
    for (int i = 0; i < actionSize; i++) {
      freeGradient[i] += total;
    }
  }

  @Override
  public void kl(
      Matrix p, float[] pFree, int pAt, Matrix q, float[] qFree, int qAt, float[] result) {
    double[] precision = exponentials(qFree, qAt, -2);
    double constant = 0;
    for (int i = 0; i < actionSize; i++) {
      double difference = qFree[qAt + i] - pFree[pAt + i];
      constant += difference + 0.5 * Math.exp(-2 * difference) - 0.5;
    }
    for (int r = 0; r < p.rows(); r++) {
      double squares = 0;
      for (int i = 0; i < actionSize; i++) {
        double deviation = p.get(r, i) - q.get(r, i);
        squares += deviation * deviation * precision[i];
      }
      result[r] = (float) (0.5 * squares + constant);
    }
  }

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
    double[] precision = exponentials(qFree, qAt, -2);
    double[] variance = exponentials(pFree, pAt, 2);
    for (int r = 0; r < p.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double deviation = q.get(r, i) - p.get(r, i);
        add(qGradient, r, i, weight[r] * deviation * precision[i]);
        qFreeGradient[i] += weight[r] * (1 - (variance[i] + deviation * deviation) * precision[i]);
      }
    }
  }

  /** ∂/∂μ_p = (μ_p − μ_q)/σ_q². */
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
    double[] precision = exponentials(qFree, qAt, -2);
    for (int r = 0; r < p.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        add(pGradient, r, i, weight[r] * (p.get(r, i) - q.get(r, i)) * precision[i]);
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
    double[] precision = exponentials(free, at, -2);
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        outputResult.set(r, i, (float) (outputTangent.get(r, i) * precision[i]));
      }
    }
    for (int i = 0; i < actionSize; i++) {
      freeResult[i] = 2 * freeTangent[i] * outputs.rows();
    }
  }

  private double[] exponentials(float[] free, int at, double factor) {
    double[] result = new double[actionSize];
    for (int i = 0; i < actionSize; i++) {
      result[i] = Math.exp(factor * free[at + i]);
    }
    return result;
  }

  private static void add(Matrix matrix, int row, int column, double value) {
    matrix.values()[matrix.rowOffset(row) + column] += (float) value;
  }
}
