package dev.admiral.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedAttackTest {
  private final Policy policy = Policy.gaussian(new RunningNormalizer(2), List.of(4), 1);
  private final RandomStream[] random = {RandomStream.of(1), RandomStream.of(2)};

  /** Adds (3, 4)·scale to every observation, whatever its set allows. */
  private record Shift(double scale, PerturbationSet set) implements ObservationAttack {
    @Override
    public Pass pass(Policy victim, int maximumRows) {
      return (parameters, observations, streams, perturbed) -> {
        for (int r = 0; r < observations.rows(); r++) {
          perturbed.set(r, 0, (float) (observations.get(r, 0) + 3 * scale));
          perturbed.set(r, 1, (float) (observations.get(r, 1) + 4 * scale));
        }
      };
    }
  }

  private Matrix perturb(CheckedAttack attack) {
    return attack.perturb(
        new float[policy.parameterLength()], Matrix.of(new float[] {1, 2, -3, 100}, 2));
  }

  @Test
  void remembersTheLargestPerturbationThatWasShown() {
    PerturbationSet set = new PerturbationSet(Norm.EUCLIDEAN, 0.5, Box.unbounded(2));
    CheckedAttack attack = new CheckedAttack(new Shift(0.1, set), policy, random);
    assertThat(attack.largestChange()).isZero();

    Matrix shown = perturb(attack);

    assertThat(shown.get(0, 0)).isEqualTo(1.3f);
    assertThat(shown.get(1, 1)).isEqualTo(100.4f);
    assertThat(attack.largestChange()).isCloseTo(0.4, within(1e-5));
    assertThat(attack.largestLength()).isCloseTo(0.5, within(1e-5));
  }

  @Test
  void anAttackThatLeavesItsSetIsFoundOut() {
    PerturbationSet set = new PerturbationSet(Norm.MAXIMUM, 0.39, Box.unbounded(2));
    CheckedAttack attack = new CheckedAttack(new Shift(0.1, set), policy, random);

    assertThatThrownBy(() -> perturb(attack))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "an attack went 0\\.4\\d* from the observation, beyond its radius of 0.39");
  }

  @Test
  void anAttackThatMakesNoNumberIsFoundOut() {
    PerturbationSet set = PerturbationSet.unbounded(Box.unbounded(2));
    CheckedAttack attack = new CheckedAttack(new Shift(Double.NaN, set), policy, random);

    assertThatThrownBy(() -> perturb(attack)).isInstanceOf(IllegalStateException.class);
  }
}
