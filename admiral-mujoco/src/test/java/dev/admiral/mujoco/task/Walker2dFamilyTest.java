package dev.admiral.mujoco.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Walker2dFamilyTest {
  private static final Walker2dFamily FAMILY = new Walker2dFamily();

  /** A healthy observation: height 1.3, x velocity −0.5, and other numbers everywhere else. */
  private static double[] standing() {
    return new double[] {1.3, 0.1, 2, 3, 4, 5, 6, 7, -0.5, 9, 7, 6, 5, 4, 3, 2, 1};
  }

  private static boolean terminatesWith(int index, double value) {
    double[] observation = standing();
    observation[index] = value;
    return FAMILY.termination().terminates(observation, new double[2]);
  }

  @Test
  void rewardsTheNextObservationAndTheUnclippedAction() {
    double reward =
        FAMILY
            .reward()
            .reward(
                new double[17],
                new double[] {3, 0, -1, 0.5, 0, 0},
                standing(),
                new double[] {-1, 1.7});
    assertThat(reward).isCloseTo(10 - 0.001 * 10.25 - 0.5 - 5 * 0.4, within(1e-12));
  }

  @Test
  void gradientIsTheSigns() {
    double[] gradient = new double[2];
    FAMILY
        .reward()
        .gradient(new double[17], new double[6], standing(), new double[] {-1, 1.7}, gradient);
    assertThat(gradient).containsExactly(1, -5);
  }

  @Test
  void terminatesUnlessItStands() {
    assertThat(terminatesWith(0, 0.8)).isTrue();
    assertThat(terminatesWith(0, 0.801)).isFalse();
    assertThat(terminatesWith(0, 2)).isTrue();
    assertThat(terminatesWith(0, 1.999)).isFalse();
    assertThat(terminatesWith(1, 1)).isTrue();
    assertThat(terminatesWith(1, -1)).isTrue();
    assertThat(terminatesWith(1, -0.999)).isFalse();
    assertThat(terminatesWith(2, 1e6)).isFalse();
  }
}
