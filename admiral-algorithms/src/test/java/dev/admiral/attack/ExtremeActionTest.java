package dev.admiral.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.FanInInitialization;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.policy.Policy;
import dev.admiral.policy.SquashedGaussian;
import dev.admiral.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtremeActionTest {
  private static final int ROWS = 20;
  private static final Policy VICTIM =
      new Policy(
          new Mlp(3, List.of(8), 4, Activation.TANH),
          new SquashedGaussian(2),
          ConstantScale.identity(3));

  private static Matrix random(int rows, int columns, RandomStream random) {
    Matrix matrix = Matrix.zeros(rows, columns);
    for (int i = 0; i < matrix.values().length; i++) {
      matrix.values()[i] = (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }

  /// Of random critics with hills and valleys: as good as a fine lattice over all actions, but for a foothill now and
  /// then.
  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void findsTheBestOfAllActions(int sign) {
    Mlp critic = new Mlp(3 + 2, List.of(32, 32), 1, Activation.RELU);
    double missed = 0;
    double ranges = 0;
    for (int problem = 0; problem < 10; problem++) {
      RandomStream random = RandomStream.of(problem);
      float[] weights = FanInInitialization.parameters(critic, random);
      Matrix x = random(ROWS, 3, random);
      Matrix found = random(ROWS, 2, random);
      new ExtremeAction(critic, weights, sign, VICTIM, ROWS).find(x, found);
      for (int r = 0; r < ROWS; r++) {
        double[] range = lattice(critic, weights, x, r);
        double value = value(critic, weights, x, r, found.get(r, 0), found.get(r, 1));
        double best = sign > 0 ? range[1] : range[0];
        missed += Math.max(0, sign * (best - value));
        ranges += range[1] - range[0];
      }
    }
    assertThat(missed).isLessThanOrEqualTo(0.01 * ranges);
  }

  /// The least and the largest Q of an observation.
  private static double[] lattice(Mlp critic, float[] weights, Matrix x, int row) {
    int side = 41;
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        float first = 2f * i / (side - 1) - 1;
        float second = 2f * j / (side - 1) - 1;
        double value = value(critic, weights, x, row, first, second);
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
      }
    }
    return range;
  }

  private static double value(
      Mlp critic, float[] weights, Matrix x, int row, float first, float second) {
    Matrix input =
        Matrix.of(new float[] {x.get(row, 0), x.get(row, 1), x.get(row, 2), first, second}, 5);
    return critic.pass(1, Workers.SERIAL).forward(weights, input).get(0, 0);
  }

  /// Q = a₀ − 2 a₁ has its extremes in corners, of which the policy's own action says nothing.
  @Test
  void aPolicyIsDrawnToWhatIsWorstInTruth() {
    Mlp critic = new Mlp(3 + 2, List.of(), 1, Activation.RELU);
    float[] weights = new float[critic.parameterLength()];
    critic.unpack(new float[] {0, 0, 0, 1, -2, 0}, weights);
    Matrix found = Matrix.of(new float[] {0.9f, -0.9f}, 2);
    new ExtremeAction(critic, weights, -1, VICTIM, 1).find(Matrix.zeros(1, 3), found);
    assertThat(found.get(0, 0)).isEqualTo(-1);
    assertThat(found.get(0, 1)).isEqualTo(1);
  }
}
