package dev.admiral.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class FgsmTest {
  private static final int SIZE = 3;
  private static final double EPSILON = 0.01;

  private final RunningNormalizer normalizer = new RunningNormalizer(SIZE);
  private final Policy policy = Policy.gaussian(normalizer, List.of(8), 2);
  private final float[] parameters = policy.initialParameters(RandomStream.of(3), 0.5);
  private final Matrix observations = Matrix.zeros(1, SIZE);

  FgsmTest() {
    // A fresh policy's last layer is nearly zero, and so would be its gradients.
    for (int i = 0; i < policy.freeOffset(); i++) {
      parameters[i] *= 5;
    }
    Matrix seen = Matrix.zeros(50, SIZE);
    RandomStream random = RandomStream.of(4);
    for (int r = 0; r < 50; r++) {
      for (int i = 0; i < SIZE; i++) {
        seen.set(r, i, (float) ((i + 1) * random.nextGaussian() + i));
      }
    }
    normalizer.update(seen);
    for (int i = 0; i < SIZE; i++) {
      observations.set(0, i, 0.3f * i - 0.2f);
    }
  }

  private double logProbability(Matrix at, Matrix action) {
    PolicyPass pass = policy.pass(1, Workers.SERIAL);
    float[] result = new float[1];
    policy
        .distribution()
        .logProbability(
            pass.forward(parameters, at), parameters, policy.freeOffset(), action, result);
    return result[0];
  }

  /** The action that an attack with this stream assumes the policy to take. */
  private Matrix assumed(RandomStream random) {
    Matrix action = Matrix.zeros(1, 2);
    policy
        .distribution()
        .sample(
            policy.pass(1, Workers.SERIAL).forward(parameters, observations),
            parameters,
            policy.freeOffset(),
            new RandomStream[] {random},
            action);
    return action;
  }

  @Test
  void goesToTheCornerAgainstTheFiniteDifferenceOfLogProbability() {
    for (int seed = 0; seed < 20; seed++) {
      Matrix action = assumed(RandomStream.of(seed));
      Matrix perturbed = Matrix.zeros(1, SIZE);
      new Fgsm(EPSILON, Box.unbounded(SIZE))
          .pass(policy, 1)
          .perturb(parameters, observations, new RandomStream[] {RandomStream.of(seed)}, perturbed);

      for (int i = 0; i < SIZE; i++) {
        Matrix up = Matrix.zeros(1, SIZE);
        Matrix down = Matrix.zeros(1, SIZE);
        up.copyFrom(observations);
        down.copyFrom(observations);
        up.set(0, i, up.get(0, i) + 0.05f);
        down.set(0, i, down.get(0, i) - 0.05f);
        double slope = logProbability(up, action) - logProbability(down, action);
        if (Math.abs(slope) > 1e-3) {
          assertThat(perturbed.get(0, i) - observations.get(0, i))
              .isCloseTo((float) (-EPSILON * Math.signum(slope)), within(1e-6f));
        }
      }
      assertThat(logProbability(perturbed, action))
          .isLessThan(logProbability(observations, action));
    }
  }

  @Test
  void zeroStrengthShowsTheTruth() {
    Matrix perturbed = Matrix.zeros(1, SIZE);

    new Fgsm(0, Box.unbounded(SIZE))
        .pass(policy, 1)
        .perturb(parameters, observations, new RandomStream[] {RandomStream.of(1)}, perturbed);

    assertThat(perturbed.values()).containsExactly(observations.values());
  }
}
