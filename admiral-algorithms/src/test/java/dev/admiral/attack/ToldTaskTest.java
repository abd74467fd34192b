package dev.admiral.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.env.AppendedConstants;
import dev.admiral.env.Environment;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.perturbation.CheckedAttack;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.TaskEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a policy is told of its task stays as it is, bit by bit, whoever attacks; the rest of an observation does not.
class ToldTaskTest {
  private static final int ROWS = 50;
  private static final double EPSILON = 0.3;
  private static final float[] TOLD = {1 / 3f, -0.7f, 1e-7f};

  private static final Policy POLICY =
      new Policy(
          new Mlp(5, List.of(8), 2, Activation.TANH),
          new DiagonalGaussian(2),
          ConstantScale.identity(5));

  private static Box shown() {
    try (Environment told =
        new AppendedConstants(new TaskEnvironment(new Navigation2d(), new double[2]), TOLD)) {
      return told.observationSpace();
    }
  }

  static Stream<ObservationAttack> attacks() {
    PerturbationSet set = new PerturbationSet(Norm.MAXIMUM, EPSILON, shown());
    return Stream.of(
        new UniformNoise(EPSILON, set),
        new Pgd(new PolicyObjective.CrossEntropy(), new PgdConfig(7, 0.1, true, 3, false), set),
        new Pgd(
            new PolicyObjective.WorstAction(Box.cube(2, -1, 1)),
            new PgdConfig(1, EPSILON, false, 1, false),
            set));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void staysAsItIs(ObservationAttack attack) {
    RandomStream random = RandomStream.of(2);
    Matrix truth = Matrix.zeros(ROWS, 5);
    for (int r = 0; r < ROWS; r++) {
      for (int i = 0; i < 5; i++) {
        truth.set(r, i, i < 2 ? (float) random.nextDouble(-1, 1) : TOLD[i - 2]);
      }
    }
    RandomStream[] streams =
        IntStream.range(0, ROWS).mapToObj(RandomStream::of).toArray(RandomStream[]::new);
    float[] theta = POLICY.initialParameters(RandomStream.of(1), 0.5);

    Matrix shown = new CheckedAttack(attack, POLICY, streams).perturb(theta, truth);

    for (int r = 0; r < ROWS; r++) {
      float[] row = new float[5];
      for (int i = 0; i < 5; i++) {
        row[i] = shown.get(r, i);
      }
      assertThat(Arrays.copyOfRange(row, 2, 5)).containsExactly(TOLD);
      assertThat(row[0]).isNotEqualTo(truth.get(r, 0));
      assertThat(row[1]).isNotEqualTo(truth.get(r, 1));
    }
  }
}
