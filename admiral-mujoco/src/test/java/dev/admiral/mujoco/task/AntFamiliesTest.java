package dev.admiral.mujoco.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.task.TaskFamily;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AntFamiliesTest {
  private static final double[] ACTION = {2, 0, 0, -1, 0, 0.5, 0, 0};

  static List<TaskFamily> families() {
    return List.of(new Ant2d(), new Ant3d());
  }

  /** Height 0.55; mean velocity (1.5, −2, 9); every other number is one that must not count. */
  private static double[] standing() {
    double[] observation = new double[35];
    for (int i = 0; i < observation.length; i++) {
      observation[i] = 100 + i;
    }
    observation[2] = 0.55;
    observation[32] = 1.5;
    observation[33] = -2;
    observation[34] = 9;
    return observation;
  }

  @Test
  void ant2dRewardsTheVelocityInThePlane() {
    double reward =
        new Ant2d().reward().reward(new double[35], ACTION, standing(), new double[] {2, -3});
    assertThat(reward).isCloseTo(5.05 - 0.5 - 1 - 0.005 * 5.25, within(1e-12));
  }

  @Test
  void ant3dRewardsTheHeightToo() {
    double reward =
        new Ant3d().reward().reward(new double[35], ACTION, standing(), new double[] {2, -3, 0.4});
    assertThat(reward).isCloseTo(3.05 - 0.5 - 1 - 30 * 0.15 - 0.005 * 5.25, within(1e-12));
  }

  @Test
  void gradientsAreTheSigns() {
    double[] plane = new double[2];
    new Ant2d().reward().gradient(new double[35], ACTION, standing(), new double[] {2, -3}, plane);
    assertThat(plane).containsExactly(-1, 1);

    double[] space = new double[3];
    new Ant3d()
        .reward()
        .gradient(new double[35], ACTION, standing(), new double[] {1, -1, 0.6}, space);
    assertThat(space).containsExactly(1, -1, -30);
  }

  @ParameterizedTest
  @MethodSource("families")
  void terminateUnlessTheTorsoIsAtItsHeight(TaskFamily family) {
    assertThat(terminatesAt(family, 0.2)).isFalse();
    assertThat(terminatesAt(family, Math.nextDown(0.2))).isTrue();
    assertThat(terminatesAt(family, 1)).isFalse();
    assertThat(terminatesAt(family, Math.nextUp(1.0))).isTrue();
    assertThat(terminatesAt(family, -0.5)).isTrue();
  }

  private static boolean terminatesAt(TaskFamily family, double height) {
    double[] observation = standing();
    observation[2] = height;
    return family.termination().terminates(observation, new double[3]);
  }
}
