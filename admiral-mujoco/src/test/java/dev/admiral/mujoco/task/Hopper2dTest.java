package dev.admiral.mujoco.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Hopper2dTest {
  private static final Hopper2d FAMILY = new Hopper2d();

  /** A healthy observation: height 1.25, x velocity 0.5. */
  private static double[] standing() {
    return new double[] {1.25, 0.1, 0, 0, 0, 0.5, 0, 0, 0, 0, 0};
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
            .reward(new double[11], new double[] {3, 0, -1}, standing(), new double[] {2, 1.2});
    assertThat(reward).isCloseTo(10 - 0.001 * 10 - 1.5 - 5 * 0.05, within(1e-12));
  }

  @Test
  void gradientIsTheSigns() {
    double[] gradient = new double[2];
    FAMILY
        .reward()
        .gradient(new double[11], new double[3], standing(), new double[] {2, 1.2}, gradient);
    assertThat(gradient).containsExactly(-1, 5);
  }

  @Test
  void terminatesUnlessItStands() {
    assertThat(terminatesWith(0, 0.7)).isTrue();
    assertThat(terminatesWith(0, 0.71)).isFalse();
    assertThat(terminatesWith(0, 5000)).isFalse();
    assertThat(terminatesWith(1, 0.2)).isTrue();
    assertThat(terminatesWith(1, -0.2)).isTrue();
    assertThat(terminatesWith(1, -0.199)).isFalse();
    assertThat(terminatesWith(4, 100)).isTrue();
    assertThat(terminatesWith(10, -99.9)).isFalse();
  }
}
