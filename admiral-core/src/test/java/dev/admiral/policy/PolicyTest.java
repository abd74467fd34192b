package dev.admiral.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.NaiveMlp;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives with respect to the whole of θ, free parameters included, against finite differences of
/// a double-precision twin.
class PolicyTest {
  private static final int ROWS = 37;
  private static final int INPUT = 5;
  private static final List<Integer> HIDDEN = List.of(11, 6);
  private static final double STEP = 1e-5;

  static Stream<Distribution> distributions() {
    // 19 free parameters need more than one vector's width.
    return Stream.of(new DiagonalGaussian(2), new DiagonalGaussian(19), new Categorical(4));
  }

  /// A policy, its twin (network parameters, then free ones, no padding), and a batch.
  private static final class Problem {
    final RandomStream random = RandomStream.of(31);
    final Distribution distribution;
    final Mlp mlp;
    final Policy policy;
    final NaiveMlp twin;
    final float[] parameters;
    final Matrix observations = Samples.gaussian(random, ROWS, INPUT, 3);
    final Matrix actions;
    final double[][] normalized = new double[ROWS][];

    Problem(Distribution distribution) {
      this.distribution = distribution;
      RunningNormalizer normalizer = new RunningNormalizer(INPUT);
      normalizer.update(Samples.gaussian(random, 50, INPUT, 4));
      mlp = new Mlp(INPUT, HIDDEN, distribution.outputSize(), Activation.TANH);
      policy = new Policy(mlp, distribution, normalizer);
      twin = NaiveMlp.of(INPUT, HIDDEN, distribution.outputSize(), Activation.TANH);
      parameters = policy.initialParameters(random, 0.5);
      // The last layer of a fresh policy is nearly zero; make it count.
      float[] weights = mlp.initialParameters(random, 1);
      System.arraycopy(weights, 0, parameters, 0, weights.length);
      for (int i = 0; i < distribution.freeSize(); i++) {
        parameters[policy.freeOffset() + i] += (float) (0.2 * random.nextGaussian());
      }
      for (int r = 0; r < ROWS; r++) {
        normalized[r] = Samples.row(observations, r);
        for (int i = 0; i < INPUT; i++) {
          normalized[r][i] = (normalized[r][i] - normalizer.mean()[i]) / normalizer.std()[i];
        }
      }
      actions = Samples.sparse(ROWS, distribution.actionSize());
      Matrix outputs = policy.pass(ROWS, Workers.SERIAL).forward(parameters, observations);
      distribution.sample(
          outputs, parameters, policy.freeOffset(), Samples.streams(ROWS, 9), actions);
    }

    double[] packed(float[] vector) {
      float[] network = mlp.pack(vector);
      double[] packed = new double[network.length + distribution.freeSize()];
      for (int i = 0; i < packed.length; i++) {
        packed[i] =
            i < network.length ? network[i] : vector[policy.freeOffset() + i - network.length];
      }
      return packed;
    }

    float[] direction() {
      float[] network = new float[mlp.parameterCount()];
      for (int i = 0; i < network.length; i++) {
        network[i] = (float) random.nextGaussian();
      }
      float[] direction = new float[policy.parameterLength()];
      mlp.unpack(network, direction);
      for (int i = 0; i < distribution.freeSize(); i++) {
        direction[policy.freeOffset() + i] = (float) random.nextGaussian();
      }
      return direction;
    }

    /// Mean log-probability of the batch's actions.
    double objective(double[] theta) {
      double[] free = Arrays.copyOfRange(theta, mlp.parameterCount(), theta.length);
      double sum = 0;
      for (int r = 0; r < ROWS; r++) {
        sum +=
            ClosedForm.of(distribution)
                .logProbability(twin.forward(theta, normalized[r]), free, Samples.row(actions, r));
      }
      return sum / ROWS;
    }

    /// Its gradient by the library, all of θ.
    float[] gradient(PolicyPass pass, float[] theta) {
      Matrix outputs = pass.forward(theta, observations);
      float[] weight = new float[ROWS];
      Arrays.fill(weight, 1f / ROWS);
      Matrix outputGradient = Matrix.zeros(ROWS, distribution.outputSize());
      double[] freeGradient = new double[distribution.freeSize()];
      distribution.logProbabilityGradient(
          outputs, theta, policy.freeOffset(), actions, weight, outputGradient, freeGradient);
      float[] gradient = new float[policy.parameterLength()];
      pass.vjp(outputGradient, freeGradient, gradient);
      return gradient;
    }

    /// Its Hessian times a direction by the library.
    float[] hessianProduct(PolicyPass pass, float[] theta, float[] direction) {
      Matrix outputs = pass.forward(theta, observations);
      float[] weight = new float[ROWS];
      Arrays.fill(weight, 1f / ROWS);
      Matrix u = Matrix.zeros(ROWS, distribution.outputSize());
      Matrix uTangent = Matrix.zeros(ROWS, distribution.outputSize());
      double[] free = new double[distribution.freeSize()];
      double[] freeTangent = new double[distribution.freeSize()];
      int at = policy.freeOffset();
      distribution.logProbabilityGradient(outputs, theta, at, actions, weight, u, free);
      distribution.logProbabilityGradientTangent(
          outputs,
          theta,
          at,
          actions,
          weight,
          pass.jvp(direction),
          pass.freePart(direction),
          uTangent,
          freeTangent);
      float[] result = new float[policy.parameterLength()];
      pass.hvp(direction, u, uTangent, freeTangent, result);
      return result;
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void theGradientOfTheMeanLogProbability(Distribution distribution) {
    Problem p = new Problem(distribution);
    float[] gradient = p.gradient(p.policy.pass(ROWS, Workers.SERIAL), p.parameters);
    double[] actual = p.packed(gradient);
    double[] theta = p.packed(p.parameters);
    for (int i = 0; i < theta.length; i++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double slope = (p.objective(up) - p.objective(down)) / (2 * STEP);
      assertThat(actual[i]).as("entry %d", i).isCloseTo(slope, within(3e-6));
    }
    assertPaddingIsZero(p, gradient);
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void theHessianOfTheMeanLogProbability(Distribution distribution) {
    Problem p = new Problem(distribution);
    PolicyPass pass = p.policy.pass(ROWS, Workers.SERIAL);
    float[] v = p.direction();
    float[] w = p.direction();
    float[] product = p.hessianProduct(pass, p.parameters, v);
    assertPaddingIsZero(p, product);
    // wᵀHv and vᵀHv as second differences of the twin's objective.
    for (float[] other : List.of(v, w)) {
      double bilinear = 0;
      for (int i = 0; i < product.length; i++) {
        bilinear += (double) product[i] * other[i];
      }
      double[] dv = p.packed(v);
      double[] dw = p.packed(other);
      double h = 1e-4;
      double second = 0;
      for (int s : new int[] {-1, 1}) {
        for (int t : new int[] {-1, 1}) {
          double[] theta = p.packed(p.parameters);
          for (int i = 0; i < theta.length; i++) {
            theta[i] += h * (s * dv[i] + t * dw[i]);
          }
          second += s * t * p.objective(theta) / (4 * h * h);
        }
      }
      assertThat(bilinear).isCloseTo(second, within(2e-4 * Math.max(1, Math.abs(second))));
    }
    // Every entry, by differences of the (already tested) gradient in single precision.
    float step = 1e-3f;
    float[] up = p.parameters.clone();
    float[] down = p.parameters.clone();
    for (int i = 0; i < up.length; i++) {
      up[i] += step * v[i];
      down[i] -= step * v[i];
    }
    float[] gradientUp = p.gradient(pass, up);
    float[] gradientDown = p.gradient(pass, down);
    double largest = 0;
    for (float value : product) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < product.length; i++) {
      double difference = (gradientUp[i] - gradientDown[i]) / (2.0 * step);
      assertThat((double) product[i]).isCloseTo(difference, within(2e-3 * largest));
    }
  }

  private static void assertPaddingIsZero(Problem p, float[] vector) {
    float[] clean = new float[vector.length];
    p.mlp.unpack(p.mlp.pack(vector), clean);
    int at = p.policy.freeOffset();
    System.arraycopy(vector, at, clean, at, p.distribution.freeSize());
    assertThat(vector).isEqualTo(clean);
  }

  @Test
  void againRunsOtherParametersOnTheSameObservations() {
    Problem p = new Problem(new DiagonalGaussian(2));
    PolicyPass pass = p.policy.pass(2 * ROWS, Workers.SERIAL);
    pass.forward(p.parameters, Samples.gaussian(p.random, 2 * ROWS, INPUT, 1));
    pass.forward(p.parameters, p.observations);
    float[] others = p.direction();
    Matrix again = Samples.copy(pass.again(others));
    Matrix expected = p.policy.pass(ROWS, Workers.SERIAL).forward(others, p.observations);
    assertThat(again.rows()).isEqualTo(ROWS);
    for (int r = 0; r < ROWS; r++) {
      assertThat(Samples.row(again, r)).isEqualTo(Samples.row(expected, r));
    }
    assertThat(pass.parameters()).isSameAs(others);
  }

  @Test
  void aFreshPolicyActsAroundZeroWithTheStandardDeviationAskedFor() {
    Policy policy = Policy.gaussian(new RunningNormalizer(INPUT), List.of(32, 32), 3);
    float[] parameters = policy.initialParameters(RandomStream.of(1), 0.6);
    assertThat(parameters).hasSize(policy.parameterLength());
    Matrix observations = Samples.gaussian(RandomStream.of(2), 100, INPUT, 1);
    Matrix outputs = policy.pass(100, Workers.SERIAL).forward(parameters, observations);
    for (int r = 0; r < 100; r++) {
      for (double mean : Samples.row(outputs, r)) {
        assertThat(Math.abs(mean)).isLessThan(0.05);
      }
    }
    for (int i = 0; i < 3; i++) {
      assertThat(Math.exp(parameters[policy.freeOffset() + i])).isCloseTo(0.6, within(1e-6));
    }
  }

  @Test
  void aNetworkThatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Policy(
                new Mlp(3, List.of(), 4, Activation.TANH),
                new DiagonalGaussian(3),
                new RunningNormalizer(3)))
        .withMessageContaining("4");
  }
}
