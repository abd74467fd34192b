package dev.admiral.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every distribution: values against textbook formulas, gradients against central
/// differences of those formulas, expectations against Monte Carlo.
class DistributionTest {
  private static final int ROWS = 9;
  private static final int AT = 2;
  private static final double STEP = 1e-5;

  static Stream<Distribution> distributions() {
    return Stream.of(
        new DiagonalGaussian(1),
        new DiagonalGaussian(3),
        new DiagonalGaussian(17),
        new SquashedGaussian(1),
        new SquashedGaussian(3),
        new Categorical(2),
        new Categorical(5));
  }

  /// Two members of a family, actions of the first, and weights.
  private static final class Case {
    final Distribution distribution;
    final ClosedForm form;
    final RandomStream random = RandomStream.of(21);
    final Matrix p;
    final Matrix q;
    final float[] pFree;
    final float[] qFree;
    final Matrix actions;
    final float[] weight;

    Case(Distribution distribution) {
      this(distribution, ROWS);
    }

    Case(Distribution distribution, int rows) {
      this.distribution = distribution;
      this.form = ClosedForm.of(distribution);
      this.p = outputs(rows);
      this.q = outputs(rows);
      this.pFree = free();
      this.qFree = free();
      this.actions = Samples.sparse(rows, distribution.actionSize());
      distribution.sample(p, pFree, AT, Samples.streams(rows, 5), actions);
      this.weight = Samples.weights(random, rows);
    }

    /// Logarithmic standard deviations among them are such that actions stay away from ±1.
    private Matrix outputs(int rows) {
      Matrix outputs = Samples.gaussian(random, rows, distribution.outputSize(), 1);
      if (distribution instanceof SquashedGaussian squashed) {
        for (int r = 0; r < rows; r++) {
          for (int i = squashed.actionSize(); i < squashed.outputSize(); i++) {
            outputs.set(r, i, 0.4f * outputs.get(r, i) - 0.7f);
          }
        }
      }
      return outputs;
    }

    /// A parameter vector in which the free ones stand between others that must not be read.
    private float[] free() {
      float[] vector = new float[AT + distribution.freeSize() + 1];
      Arrays.fill(vector, Float.NaN);
      for (int i = 0; i < distribution.freeSize(); i++) {
        vector[AT + i] = (float) (0.4 * random.nextGaussian() - 0.3);
      }
      return vector;
    }

    double[] freePart(float[] vector) {
      double[] part = new double[distribution.freeSize()];
      for (int i = 0; i < part.length; i++) {
        part[i] = vector[AT + i];
      }
      return part;
    }

    double[] direction(int size) {
      double[] direction = new double[size];
      for (int i = 0; i < size; i++) {
        direction[i] = (float) random.nextGaussian();
      }
      return direction;
    }

    Matrix outputDirection() {
      return Samples.gaussian(random, p.rows(), distribution.outputSize(), 1);
    }
  }

  /// A function of one row's outputs and the free parameters.
  @FunctionalInterface
  private interface RowFunction {
    double of(int row, double[] outputs, double[] free);
  }

  /// Compares an analytical gradient, accumulated on top of ones, with central differences.
  private static void assertGradient(
      Case c,
      Matrix outputs,
      float[] free,
      RowFunction f,
      Matrix outputGradient,
      double[] freeGradient) {
    double[] rho = c.freePart(free);
    double[] expectedFree = new double[rho.length];
    for (int r = 0; r < outputs.rows(); r++) {
      int row = r;
      double[] z = Samples.row(outputs, r);
      for (int i = 0; i < z.length; i++) {
        double slope = c.weight[r] * slope(x -> f.of(row, x, rho), z, i);
        assertThat(outputGradient.get(r, i) - 1.0)
            .isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
      }
      for (int i = 0; i < rho.length; i++) {
        expectedFree[i] += c.weight[r] * slope(x -> f.of(row, z, x), rho, i);
      }
    }
    for (int i = 0; i < rho.length; i++) {
      assertThat(freeGradient[i] - 1)
          .isCloseTo(expectedFree[i], within(1e-6 * (1 + Math.abs(expectedFree[i]))));
    }
  }

  private static double slope(ToDoubleFunction<double[]> f, double[] x, int i) {
    double[] up = x.clone();
    double[] down = x.clone();
    up[i] += STEP;
    down[i] -= STEP;
    return (f.applyAsDouble(up) - f.applyAsDouble(down)) / (2 * STEP);
  }

  private static Matrix ones(Case c) {
    Matrix matrix = Samples.sparse(c.p.rows(), c.distribution.outputSize());
    matrix.fill(1);
    return matrix;
  }

  private static double[] freeOnes(Case c) {
    double[] ones = new double[c.distribution.freeSize()];
    Arrays.fill(ones, 1);
    return ones;
  }

  // ---- values -------------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("distributions")
  void valuesAreThoseOfTheClosedForms(Distribution distribution) {
    Case c = new Case(distribution);
    float[] logProbability = new float[ROWS];
    float[] entropy = new float[ROWS];
    float[] kl = new float[ROWS];
    float[] cross = new float[ROWS];
    distribution.logProbability(c.p, c.pFree, AT, c.actions, logProbability);
    distribution.entropy(c.p, c.pFree, AT, entropy);
    distribution.kl(c.p, c.pFree, AT, c.q, c.qFree, AT, kl);
    distribution.crossEntropy(c.p, c.pFree, AT, c.q, c.qFree, AT, cross);
    double[] pFree = c.freePart(c.pFree);
    double[] qFree = c.freePart(c.qFree);
    for (int r = 0; r < ROWS; r++) {
      double[] p = Samples.row(c.p, r);
      double[] q = Samples.row(c.q, r);
      near(logProbability[r], c.form.logProbability(p, pFree, Samples.row(c.actions, r)));
      near(entropy[r], c.form.entropy(p, pFree));
      near(kl[r], c.form.kl(p, pFree, q, qFree));
      near(cross[r], c.form.entropy(p, pFree) + c.form.kl(p, pFree, q, qFree));
    }
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void klIsPositiveAndZeroAtItself(Distribution distribution) {
    Case c = new Case(distribution, 200);
    float[] kl = new float[200];
    distribution.kl(c.p, c.pFree, AT, c.q, c.qFree, AT, kl);
    for (float value : kl) {
      assertThat(value).isPositive();
    }
    distribution.kl(c.p, c.pFree, AT, Samples.copy(c.p), c.pFree.clone(), AT, kl);
    assertThat(kl).containsOnly(0f);
  }

  /// KL = E_p[log p − log q], entropy = −E_p[log p], cross entropy = −E_p[log q]: from 20 000 samples,
  /// within five standard errors.
  @ParameterizedTest
  @MethodSource("distributions")
  void expectationsAreThoseOfSamples(Distribution distribution) {
    Case one = new Case(distribution, 1);
    int samples = 20_000;
    Matrix p = repeated(one.p, samples);
    Matrix q = repeated(one.q, samples);
    Matrix actions = Samples.sparse(samples, distribution.actionSize());
    RandomStream[] random = new RandomStream[samples];
    Arrays.fill(random, RandomStream.of(8));
    distribution.sample(p, one.pFree, AT, random, actions);
    float[] logP = new float[samples];
    float[] logQ = new float[samples];
    distribution.logProbability(p, one.pFree, AT, actions, logP);
    distribution.logProbability(q, one.qFree, AT, actions, logQ);
    float[] exact = new float[1];
    distribution.kl(one.p, one.pFree, AT, one.q, one.qFree, AT, exact);
    assertMean(i -> logP[i] - logQ[i], samples, exact[0]);
    distribution.entropy(one.p, one.pFree, AT, exact);
    assertMean(i -> -logP[i], samples, exact[0]);
    distribution.crossEntropy(one.p, one.pFree, AT, one.q, one.qFree, AT, exact);
    assertMean(i -> -logQ[i], samples, exact[0]);
  }

  private static Matrix repeated(Matrix row, int rows) {
    Matrix matrix = Samples.sparse(rows, row.columns());
    for (int r = 0; r < rows; r++) {
      matrix.rows(r, r + 1).copyFrom(row);
    }
    return matrix;
  }

  private static void assertMean(
      java.util.function.IntToDoubleFunction sample, int count, double expected) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double value = sample.applyAsDouble(i);
      sum += value;
      squares += value * value;
    }
    double mean = sum / count;
    double error = Math.sqrt((squares / count - mean * mean) / count);
    assertThat(mean).isCloseTo(expected, within(5 * error));
  }

  // ---- gradients ----------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("distributions")
  void logProbabilityGradient(Distribution distribution) {
    Case c = new Case(distribution);
    Matrix gradient = ones(c);
    double[] freeGradient = freeOnes(c);
    distribution.logProbabilityGradient(
        c.p, c.pFree, AT, c.actions, c.weight, gradient, freeGradient);
    assertGradient(
        c,
        c.p,
        c.pFree,
        (r, z, rho) -> c.form.logProbability(z, rho, Samples.row(c.actions, r)),
        gradient,
        freeGradient);
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void entropyGradient(Distribution distribution) {
    Case c = new Case(distribution);
    Matrix gradient = ones(c);
    double[] freeGradient = freeOnes(c);
    distribution.entropyGradient(c.p, c.pFree, AT, c.weight, gradient, freeGradient);
    assertGradient(c, c.p, c.pFree, (r, z, rho) -> c.form.entropy(z, rho), gradient, freeGradient);
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void klGradient(Distribution distribution) {
    Case c = new Case(distribution);
    Matrix gradient = ones(c);
    double[] freeGradient = freeOnes(c);
    distribution.klGradient(c.p, c.pFree, AT, c.q, c.qFree, AT, c.weight, gradient, freeGradient);
    double[] pFree = c.freePart(c.pFree);
    assertGradient(
        c,
        c.q,
        c.qFree,
        (r, z, rho) -> c.form.kl(Samples.row(c.p, r), pFree, z, rho),
        gradient,
        freeGradient);
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void crossEntropyGradientInP(Distribution distribution) {
    Case c = new Case(distribution);
    Matrix gradient = ones(c);
    distribution.crossEntropyGradientInP(c.p, c.pFree, AT, c.q, c.qFree, AT, c.weight, gradient);
    double[] pFree = c.freePart(c.pFree);
    double[] qFree = c.freePart(c.qFree);
    for (int r = 0; r < ROWS; r++) {
      double[] q = Samples.row(c.q, r);
      double[] p = Samples.row(c.p, r);
      for (int i = 0; i < p.length; i++) {
        double slope =
            c.weight[r]
                * slope(z -> c.form.entropy(z, pFree) + c.form.kl(z, pFree, q, qFree), p, i);
        assertThat(gradient.get(r, i) - 1.0).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void logProbabilityTangent(Distribution distribution) {
    Case c = new Case(distribution);
    Matrix v = c.outputDirection();
    double[] vFree = c.direction(distribution.freeSize());
    float[] tangent = new float[ROWS];
    distribution.logProbabilityTangent(c.p, c.pFree, AT, c.actions, v, vFree, tangent);
    for (int r = 0; r < ROWS; r++) {
      double[] action = Samples.row(c.actions, r);
      double[] side = new double[2];
      for (int s = 0; s < 2; s++) {
        double by = s == 0 ? -STEP : STEP;
        double[] z = Samples.row(c.p, r);
        double[] rho = c.freePart(c.pFree);
        for (int i = 0; i < z.length; i++) {
          z[i] += by * v.get(r, i);
        }
        for (int i = 0; i < rho.length; i++) {
          rho[i] += by * vFree[i];
        }
        side[s] = c.form.logProbability(z, rho, action);
      }
      double slope = (side[1] - side[0]) / (2 * STEP);
      assertThat((double) tangent[r]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
    }
  }

  /// The tangent of every entry of the gradient is a mixed second difference of the closed form.
  @ParameterizedTest
  @MethodSource("distributions")
  void logProbabilityGradientTangent(Distribution distribution) {
    Case c = new Case(distribution);
    Matrix v = c.outputDirection();
    double[] vFree = c.direction(distribution.freeSize());
    Matrix tangent = ones(c);
    double[] freeTangent = freeOnes(c);
    distribution.logProbabilityGradientTangent(
        c.p, c.pFree, AT, c.actions, c.weight, v, vFree, tangent, freeTangent);
    double[] expectedFree = new double[vFree.length];
    double[] rho = c.freePart(c.pFree);
    for (int r = 0; r < ROWS; r++) {
      int row = r;
      double[] z = Samples.row(c.p, r);
      double[] dz = Samples.row(v, r);
      for (int i = 0; i < z.length + rho.length; i++) {
        double second =
            c.weight[r]
                * alongSlope(
                    (x, y) -> c.form.logProbability(x, y, Samples.row(c.actions, row)),
                    z,
                    rho,
                    dz,
                    vFree,
                    i);
        if (i < z.length) {
          assertThat(tangent.get(r, i) - 1.0)
              .isCloseTo(second, within(2e-5 * (1 + Math.abs(second))));
        } else {
          expectedFree[i - z.length] += second;
        }
      }
    }
    for (int i = 0; i < expectedFree.length; i++) {
      assertThat(freeTangent[i] - 1)
          .isCloseTo(expectedFree[i], within(2e-5 * (1 + Math.abs(expectedFree[i]))));
    }
  }

  /// The Fisher matrix is the Hessian of KL(p‖q) in q at q = p.
  @ParameterizedTest
  @MethodSource("distributions")
  void fisherProductIsTheHessianOfTheKlDivergence(Distribution distribution) {
    Case c = new Case(distribution);
    Matrix v = c.outputDirection();
    double[] vFree = c.direction(distribution.freeSize());
    // Overwritten, not added to.
    Matrix product = ones(c);
    double[] freeProduct = freeOnes(c);
    distribution.fisherProduct(c.p, c.pFree, AT, v, vFree, product, freeProduct);
    double[] expectedFree = new double[vFree.length];
    double[] rho = c.freePart(c.pFree);
    for (int r = 0; r < ROWS; r++) {
      double[] z = Samples.row(c.p, r);
      double[] dz = Samples.row(v, r);
      for (int i = 0; i < z.length + rho.length; i++) {
        double second = alongSlope((x, y) -> c.form.kl(z, rho, x, y), z, rho, dz, vFree, i);
        if (i < z.length) {
          assertThat((double) product.get(r, i))
              .isCloseTo(second, within(2e-5 * (1 + Math.abs(second))));
        } else {
          expectedFree[i - z.length] += second;
        }
      }
    }
    for (int i = 0; i < expectedFree.length; i++) {
      assertThat(freeProduct[i])
          .isCloseTo(expectedFree[i], within(2e-5 * (1 + Math.abs(expectedFree[i]))));
    }
  }

  /// ∂/∂xᵢ of the derivative along (dz, dρ), where x = (z, ρ), by differences of differences.
  private static double alongSlope(
      java.util.function.ToDoubleBiFunction<double[], double[]> f,
      double[] z,
      double[] rho,
      double[] dz,
      double[] dRho,
      int i) {
    double h = 3e-4;
    double sum = 0;
    for (int s : new int[] {-1, 1}) {
      for (int t : new int[] {-1, 1}) {
        double[] x = z.clone();
        double[] y = rho.clone();
        for (int k = 0; k < z.length; k++) {
          x[k] += s * h * dz[k];
        }
        for (int k = 0; k < rho.length; k++) {
          y[k] += s * h * dRho[k];
        }
        if (i < z.length) {
          x[i] += t * h;
        } else {
          y[i - z.length] += t * h;
        }
        sum += s * t * f.applyAsDouble(x, y);
      }
    }
    return sum / (4 * h * h);
  }

  /// A row's action is drawn from that row's stream alone.
  @ParameterizedTest
  @MethodSource("distributions")
  void samplesDoNotDependOnTheOtherRows(Distribution distribution) {
    Case c = new Case(distribution, 40);
    Matrix one = Samples.sparse(1, distribution.actionSize());
    RandomStream[] streams = Samples.streams(40, 5);
    for (int r = 39; r >= 0; r--) {
      distribution.sample(c.p.rows(r, r + 1), c.pFree, AT, new RandomStream[] {streams[r]}, one);
      assertThat(Samples.row(one, 0)).isEqualTo(Samples.row(c.actions, r));
    }
  }
}
