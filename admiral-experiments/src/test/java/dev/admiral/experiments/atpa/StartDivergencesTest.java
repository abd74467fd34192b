package dev.admiral.experiments.atpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.attack.Pgd;
import dev.admiral.attack.PgdConfig;
import dev.admiral.attack.PolicyObjective;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartDivergencesTest {
  private static final int SIZE = 3;

  private static Policy policy(Distribution distribution) {
    return new Policy(
        new Mlp(SIZE, List.of(8), distribution.outputSize(), Activation.TANH),
        distribution,
        ConstantScale.identity(SIZE));
  }

  private static float[] parameters(Policy policy) {
    float[] parameters = policy.initialParameters(RandomStream.of(3), 0.7);
    RandomStream random = RandomStream.of(4);
    for (int i = 0; i < policy.network().parameterLength(); i++) {
      parameters[i] += (float) (0.5 * random.nextGaussian());
    }
    return parameters;
  }

  private static Matrix outputs(int rows, int columns) {
    RandomStream random = RandomStream.of(5);
    Matrix outputs = Matrix.zeros(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < columns; i++) {
        outputs.set(r, i, (float) random.nextGaussian());
      }
    }
    return outputs;
  }

  private static double[] softmax(Matrix outputs, int row) {
    double[] weights =
        IntStream.range(0, outputs.columns())
            .mapToDouble(i -> Math.exp(outputs.get(row, i)))
            .toArray();
    double sum = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
    return IntStream.range(0, weights.length).mapToDouble(i -> weights[i] / sum).toArray();
  }

  /// Σ_a p_i(a) log(p_i(a) / p_j(a)).
  @Test
  void areTheSumsOverActionsOfTheirDefinition() {
    Policy policy = policy(new Categorical(4));
    Matrix outputs = outputs(5, 4);
    List<List<Double>> all = StartDivergences.between(policy, parameters(policy), outputs);

    assertThat(all).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(all.get(i)).hasSize(5);
      for (int j = 0; j < 5; j++) {
        double[] p = softmax(outputs, i);
        double[] q = softmax(outputs, j);
        double expected =
            IntStream.range(0, 4).mapToDouble(a -> p[a] * Math.log(p[a] / q[a])).sum();
        assertThat(all.get(i).get(j)).isCloseTo(expected, within(1e-5));
      }
    }
    assertThat(all.get(0).get(1)).isNotCloseTo(all.get(1).get(0), within(1e-4));
  }

  /// ∫ p_i log(p_i / p_j) of two Gaussians that differ in their means, by the midpoint rule.
  @Test
  void areTheIntegralOfTheirDefinition() {
    Policy policy = policy(new DiagonalGaussian(1));
    float[] parameters = parameters(policy);
    double std = Math.exp(parameters[policy.freeOffset()]);
    Matrix outputs = outputs(3, 1);
    List<List<Double>> all = StartDivergences.between(policy, parameters, outputs);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double first = outputs.get(i, 0);
        double second = outputs.get(j, 0);
        double width = std / 100;
        double integral =
            IntStream.range(-1000, 1000)
                .mapToDouble(k -> {
                  double a = first + (k + 0.5) * width;
                  double density =
                      Math.exp(-0.5 * Math.pow((a - first) / std, 2))
                          / (std * Math.sqrt(2 * Math.PI));
                  double ratio =
                      (Math.pow(a - second, 2) - Math.pow(a - first, 2)) / (2 * std * std);
                  return density * ratio * width;
                })
                .sum();
        assertThat(all.get(i).get(j)).isCloseTo(integral, within(1e-4));
      }
    }
  }

  /// A short step leaves searches apart that begin apart; in a ball of radius 0 all ends are one.
  @Test
  void eachStartIsASearchOfItsOwn() {
    Policy policy = policy(new Categorical(4));
    float[] parameters = parameters(policy);
    Matrix states = outputs(2, SIZE);
    List<List<Double>> all = divergences(policy, parameters, 1).of(states, 1, RandomStream.of(1));
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        if (i == j) {
          assertThat(all.get(i).get(j)).isCloseTo(0, within(1e-7));
        } else {
          assertThat(all.get(i).get(j)).isPositive();
        }
      }
    }
    assertThat(divergences(policy, parameters, 1).of(states, 1, RandomStream.of(1))).isEqualTo(all);
    assertThat(divergences(policy, parameters, 1).of(states, 0, RandomStream.of(1)))
        .isNotEqualTo(all);
    assertThat(divergences(policy, parameters, 0).of(states, 1, RandomStream.of(1)))
        .allSatisfy(
            line -> assertThat(line).allSatisfy(d -> assertThat(d).isCloseTo(0, within(1e-7))));
  }

  private static StartDivergences divergences(Policy policy, float[] parameters, double epsilon) {
    return new StartDivergences(
        policy,
        parameters,
        new Pgd(
            new PolicyObjective.CrossEntropy(),
            new PgdConfig(1, 1e-3, true, 1, false),
            new PerturbationSet(Norm.MAXIMUM, epsilon, Box.unbounded(SIZE))),
        6);
  }
}
