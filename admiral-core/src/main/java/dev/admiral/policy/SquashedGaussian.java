package dev.admiral.policy;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;

/**
 * The hyperbolic tangent of independent normal distributions, so that actions lie within (−1, 1): a = tanh(u), u ~
 * N(μ, σ²), as soft actor-critic has it (Haarnoja et al. 2018, appendix C). The network gives μ and ρ = log σ, in this
 * order; ρ is clamped to [{@value #MINIMUM_LOG_STD}, {@value #MAXIMUM_LOG_STD}], beyond which it has no slope.
 *
 * <p>tanh is a bijection, so divergences are those of the normal distributions. Entropies are not: they have E
 * log(1 − a²) in them, which has no closed form and is integrated numerically, to about 10⁻⁹. An action's u is
 * found again by the inverse of tanh, for which a single-precision number within 10⁻⁷ of ±1 is too coarse; those are
 * taken to be that far away. {@link #reparameterize} needs no inverse.
 *
 * @param actionSize n, how many coordinates an action has
 */
public record SquashedGaussian(int actionSize) implements Distribution {
  /** The least ρ. */
  public static final double MINIMUM_LOG_STD = -20;

  /** The largest ρ. */
  public static final double MAXIMUM_LOG_STD = 2;

  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);
  private static final double LOG_2 = Math.log(2);

  /** The largest |a| whose u is looked for. */
  private static final double LARGEST_ACTION = 1 - 1e-7;

  @Override
  public int outputSize() {
    return 2 * actionSize;
  }

  @Override
  public int freeSize() {
    return 0;
  }

  /** ρ of coordinate {@code i}, clamped. */
  public double logStd(Matrix outputs, int row, int i) {
    return Math.clamp(outputs.get(row, actionSize + i), MINIMUM_LOG_STD, MAXIMUM_LOG_STD);
  }

  /** Whether ρ is as the network says. */
  private boolean isFree(Matrix outputs, int row, int i) {
    float rho = outputs.get(row, actionSize + i);
    return rho >= MINIMUM_LOG_STD && rho <= MAXIMUM_LOG_STD;
  }

  /** log(1 − tanh²u), without the cancellation. */
  private static double logSlope(double u) {
    double size = Math.abs(u);
    return 2 * (LOG_2 - size - Math.log(1 + Math.exp(-2 * size)));
  }

  private static double inverse(float action) {
    double a = Math.clamp(action, -LARGEST_ACTION, LARGEST_ACTION);
    return 0.5 * Math.log((1 + a) / (1 - a));
  }

  @Override
  public void sample(Matrix outputs, float[] free, int at, RandomStream[] random, Matrix actions) {
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double std = Math.exp(logStd(outputs, r, i));
        double u = outputs.get(r, i) + std * random[r].nextGaussian();
        actions.set(r, i, (float) Math.tanh(u));
      }
    }
  }

  /** {@inheritDoc} Here its median, tanh μ: what is usually taken for it, and better known than the mode. */
  @Override
  public void mode(Matrix outputs, float[] free, int at, Matrix actions) {
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        actions.set(r, i, (float) Math.tanh(outputs.get(r, i)));
      }
    }
  }

  /**
   * Actions as a function of the outputs and of given noise, a = tanh(μ + σ·ε), with their log π(a).
   *
   * @param noise ε, standard normal, shape {@code [rows, n]}
   * @param actions shape {@code [rows, n]}, overwritten
   * @param logProbability shape {@code [rows]}, overwritten
   */
  public void reparameterize(Matrix outputs, Matrix noise, Matrix actions, float[] logProbability) {
    for (int r = 0; r < outputs.rows(); r++) {
      double sum = 0;
      for (int i = 0; i < actionSize; i++) {
        double rho = logStd(outputs, r, i);
        double epsilon = noise.get(r, i);
        double u = outputs.get(r, i) + Math.exp(rho) * epsilon;
        double e = Math.exp(-2 * Math.abs(u)); // gives tanh |u| = (1 − e)/(1 + e) and its slope
        actions.set(r, i, (float) Math.copySign((1 - e) / (1 + e), u));
        sum -= 0.5 * epsilon * epsilon + rho + HALF_LOG_2_PI;
        sum -= 2 * (LOG_2 - Math.abs(u) - Math.log(1 + e));
      }
      logProbability[r] = (float) sum;
    }
  }

  /**
   * Adds the gradient, through the actions, of a loss Σ_r (w·log π(a_r) + c_r·a_r) at what {@link #reparameterize}
   * gave: with w the temperature and c = −∂Q/∂a that is the policy's loss of soft actor-critic.
   *
   * @param noise ε of the actions
   * @param actions as they were given
   * @param weight w, of log π
   * @param actionGradient c, shape {@code [rows, n]}
   * @param outputGradient shape {@code [rows, 2n]}, added to
   */
  public void reparameterizedGradient(
      Matrix outputs,
      Matrix noise,
      Matrix actions,
      double weight,
      Matrix actionGradient,
      Matrix outputGradient) {
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double a = actions.get(r, i);
        double byU = 2 * weight * a + actionGradient.get(r, i) * (1 - a * a);
        add(outputGradient, r, i, byU);
        if (isFree(outputs, r, i)) {
          double scaled = Math.exp(logStd(outputs, r, i)) * noise.get(r, i);
          add(outputGradient, r, actionSize + i, byU * scaled - weight);
        }
      }
    }
  }

  @Override
  public void logProbability(Matrix outputs, float[] free, int at, Matrix actions, float[] result) {
    for (int r = 0; r < outputs.rows(); r++) {
      double sum = 0;
      for (int i = 0; i < actionSize; i++) {
        double rho = logStd(outputs, r, i);
        double u = inverse(actions.get(r, i));
        double z = (u - outputs.get(r, i)) * Math.exp(-rho);
        sum -= 0.5 * z * z + rho + HALF_LOG_2_PI + logSlope(u);
      }
      result[r] = (float) sum;
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
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double deviation = inverse(actions.get(r, i)) - outputs.get(r, i);
        double scaled = deviation * Math.exp(-2 * logStd(outputs, r, i));
        add(outputGradient, r, i, weight[r] * scaled);
        if (isFree(outputs, r, i)) {
          add(outputGradient, r, actionSize + i, weight[r] * (deviation * scaled - 1));
        }
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
    for (int r = 0; r < outputs.rows(); r++) {
      double sum = 0;
      for (int i = 0; i < actionSize; i++) {
        double deviation = inverse(actions.get(r, i)) - outputs.get(r, i);
        double scaled = deviation * Math.exp(-2 * logStd(outputs, r, i));
        sum +=
            scaled * outputTangent.get(r, i)
                + (deviation * scaled - 1) * logStdTangent(outputs, outputTangent, r, i);
      }
      result[r] = (float) sum;
    }
  }

  private double logStdTangent(Matrix outputs, Matrix outputTangent, int row, int i) {
    return isFree(outputs, row, i) ? outputTangent.get(row, actionSize + i) : 0;
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
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double deviation = inverse(actions.get(r, i)) - outputs.get(r, i);
        double precision = Math.exp(-2 * logStd(outputs, r, i));
        double byMean = outputTangent.get(r, i);
        double byLogStd = logStdTangent(outputs, outputTangent, r, i);
        add(
            outputGradientTangent,
            r,
            i,
            -weight[r] * precision * (byMean + 2 * byLogStd * deviation));
        if (isFree(outputs, r, i)) {
          add(
              outputGradientTangent,
              r,
              actionSize + i,
              -2 * weight[r] * precision * deviation * (byMean + byLogStd * deviation));
        }
      }
    }
  }

  @Override
  public void entropy(Matrix outputs, float[] free, int at, float[] result) {
    SquashedMoments moments = new SquashedMoments();
    for (int r = 0; r < outputs.rows(); r++) {
      double entropy = 0;
      for (int i = 0; i < actionSize; i++) {
        double rho = logStd(outputs, r, i);
        moments.integrate(outputs.get(r, i), Math.exp(rho));
        entropy += HALF_LOG_2_PI + 0.5 + rho + moments.logSlope();
      }
      result[r] = (float) entropy;
    }
  }

  @Override
  public void entropyGradient(
      Matrix outputs,
      float[] free,
      int at,
      float[] weight,
      Matrix outputGradient,
      double[] freeGradient) {
    addLogSlopeGradient(outputs, weight, outputGradient);
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        if (isFree(outputs, r, i)) {
          add(outputGradient, r, actionSize + i, weight[r]);
        }
      }
    }
  }

  /** With s = log(1 − tanh²), ∂E[s]/∂μ = −2E[tanh u] and ∂E[s]/∂ρ = −2σE[ε·tanh u]. */
  private void addLogSlopeGradient(Matrix outputs, float[] weight, Matrix outputGradient) {
    SquashedMoments moments = new SquashedMoments();
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double std = Math.exp(logStd(outputs, r, i));
        moments.integrate(outputs.get(r, i), std);
        add(outputGradient, r, i, -2 * weight[r] * moments.tanh());
        if (isFree(outputs, r, i)) {
          add(outputGradient, r, actionSize + i, -2 * weight[r] * std * moments.noiseTanh());
        }
      }
    }
  }

  @Override
  public void kl(
      Matrix p, float[] pFree, int pAt, Matrix q, float[] qFree, int qAt, float[] result) {
    for (int r = 0; r < p.rows(); r++) {
      double sum = 0;
      for (int i = 0; i < actionSize; i++) {
        double rho = logStd(q, r, i);
        double difference = rho - logStd(p, r, i);
        double z = (p.get(r, i) - q.get(r, i)) * Math.exp(-rho);
        sum += difference + 0.5 * Math.exp(-2 * difference) - 0.5 + 0.5 * z * z;
      }
      result[r] = (float) sum;
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
    for (int r = 0; r < p.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double precision = Math.exp(-2 * logStd(q, r, i));
        double deviation = q.get(r, i) - p.get(r, i);
        add(qGradient, r, i, weight[r] * deviation * precision);
        if (isFree(q, r, i)) {
          double square = Math.exp(2 * logStd(p, r, i)) + deviation * deviation;
          add(qGradient, r, actionSize + i, weight[r] * (1 - square * precision));
        }
      }
    }
  }

  /** That of the normal distributions, and that of E_p[log(1 − tanh²u)], whatever q is. */
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
    addLogSlopeGradient(p, weight, pGradient);
    for (int r = 0; r < p.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double precision = Math.exp(-2 * logStd(q, r, i));
        add(pGradient, r, i, weight[r] * (p.get(r, i) - q.get(r, i)) * precision);
        if (isFree(p, r, i)) {
          double variance = Math.exp(2 * logStd(p, r, i));
          add(pGradient, r, actionSize + i, weight[r] * variance * precision);
        }
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
    for (int r = 0; r < outputs.rows(); r++) {
      for (int i = 0; i < actionSize; i++) {
        double precision = Math.exp(-2 * logStd(outputs, r, i));
        outputResult.set(r, i, (float) (outputTangent.get(r, i) * precision));
        outputResult.set(
            r, actionSize + i, (float) (2 * logStdTangent(outputs, outputTangent, r, i)));
      }
    }
  }

  private static void add(Matrix matrix, int row, int column, double value) {
    matrix.values()[matrix.rowOffset(row) + column] += (float) value;
  }
}
