package dev.admiral.mujoco.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.mujoco.MjData;
import dev.admiral.mujoco.RequiresMujoco;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresMujoco
class AntDynamicsTest {
  private static final ResetNoise NOISE = ResetNoise.gaussianVelocity(0.1);

  private static AntDynamics newAnt(int frameSkip) {
    return new AntDynamics(frameSkip, NOISE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void observesThePositionAgainAndWhatItChangedByInTheStep(int frameSkip) {
    RandomStream random = RandomStream.of(1);
    try (AntDynamics ant = newAnt(frameSkip)) {
      for (int episode = 0; episode < 2; episode++) {
        double[] before = ant.reset(random).observation().clone();
        assertThat(Arrays.copyOfRange(before, 29, 32)).isEqualTo(Arrays.copyOf(before, 3));
        assertThat(Arrays.copyOfRange(before, 32, 35)).containsOnly(0);
        for (int t = 0; t < 20; t++) {
          double[] after = ant.step(ant.actionSpace().sample(random)).observation().clone();
          for (int axis = 0; axis < 3; axis++) {
            assertThat(after[29 + axis]).isEqualTo(after[axis]);
            assertThat(after[32 + axis])
                .isCloseTo((after[axis] - before[axis]) / (0.01 * frameSkip), within(1e-12));
          }
          before = after;
        }
      }
    }
  }

  /** The displacement of a step is the sum of those of its parts. */
  @Test
  void itsVelocityIsTheMeanOverTheStep() {
    double[] action = {0.5, -0.5, 1, 0, -1, 0.2, 0.3, -0.8};
    RandomStream random = RandomStream.of(2);
    double[] mean = new double[3];
    try (AntDynamics fine = newAnt(1);
        AntDynamics coarse = newAnt(5)) {
      double[] state = Arrays.copyOf(fine.reset(random).observation(), 29);
      fine.resetTo(state);
      coarse.resetTo(state);
      for (int i = 0; i < 5; i++) {
        double[] observation = fine.step(action).observation();
        for (int axis = 0; axis < 3; axis++) {
          mean[axis] += observation[32 + axis] / 5;
        }
      }
      double[] velocity = Arrays.copyOfRange(coarse.step(action).observation(), 32, 35);
      for (int axis = 0; axis < 3; axis++) {
        assertThat(velocity[axis]).isCloseTo(mean[axis], within(1e-9)).isNotZero();
      }
    }
  }

  /** Why positions are read from {@code qpos}: {@code xpos} is older than the state after a step. */
  @Test
  void aStepLeavesBodyPositionsBehindTheState() {
    try (MjData data = new MjData(MujocoModels.load("ant.xml"))) {
      int torso = data.model().body("torso");
      data.forward();
      data.step(5);
      data.rnePostConstraint();
      assertThat(data.bodyPosition(torso, 2)).isNotEqualTo(data.position(2));
      data.forward();
      for (int axis = 0; axis < 3; axis++) {
        assertThat(data.bodyPosition(torso, axis)).isEqualTo(data.position(axis));
      }
    }
  }
}
