package dev.admiral.mujoco.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.env.Environment;
import dev.admiral.env.EnvironmentChecker;
import dev.admiral.env.StepResult;
import dev.admiral.mujoco.RequiresMujoco;
import dev.admiral.mujoco.env.Hopper;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.random.RandomStream;
import dev.admiral.task.RewardGradientChecker;
import dev.admiral.task.TaskEnvironment;
import org.junit.jupiter.api.Test;

class Hopper2dTest {
  private static final Hopper2d FAMILY = new Hopper2d();

  /** A healthy observation: height 1.25, x velocity 0.5. */
  private static double[] standing() {
    return new double[] {1.25, 0.1, 0, 0, 0, 0.5, 0, 0, 0, 0, 0};
  }

  private static double[] standingWith(int index, double value) {
    double[] observation = standing();
    observation[index] = value;
    return observation;
  }

  @Test
  void describesItsTasks() {
    assertThat(FAMILY.id()).isEqualTo("hopper-2d");
    assertThat(FAMILY.parameters()).hasToString("[-2.0, 2.0]×[1.2, 2.0]");
    assertThat(FAMILY.parameterName(0)).isEqualTo("target x velocity [m/s]");
    assertThat(FAMILY.parameterName(1)).isEqualTo("target height [m]");
    assertThat(FAMILY.horizon()).isEqualTo(200);
    assertThatThrownBy(() -> FAMILY.parameterName(2)).isInstanceOf(IndexOutOfBoundsException.class);
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
    assertThat(FAMILY.termination().terminates(standing())).isFalse();
    assertThat(FAMILY.termination().terminates(standingWith(0, 0.7))).isTrue();
    assertThat(FAMILY.termination().terminates(standingWith(0, 0.71))).isFalse();
    assertThat(FAMILY.termination().terminates(standingWith(0, 5000))).isFalse();
    assertThat(FAMILY.termination().terminates(standingWith(1, 0.2))).isTrue();
    assertThat(FAMILY.termination().terminates(standingWith(1, -0.2))).isTrue();
    assertThat(FAMILY.termination().terminates(standingWith(4, 100))).isTrue();
    assertThat(FAMILY.termination().terminates(standingWith(10, -99.9))).isFalse();
  }

  @Test
  void terminatesOnAnythingThatIsNotFinite() {
    for (int i = 0; i < 11; i++) {
      for (double bad :
          new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
        assertThat(FAMILY.termination().terminates(standingWith(i, bad))).isTrue();
      }
    }
  }

  @Test
  void refusesAFrameSkipOfNone() {
    assertThatThrownBy(() -> new Hopper2d(0, ResetNoise.uniform(0.1), 200))
        .hasMessage("frame skip and horizon are at least 1, not 0 and 200");
  }

  @Test
  @RequiresMujoco
  void keepsTheEnvironmentContract() {
    EnvironmentChecker.check(() -> new TaskEnvironment(FAMILY, new double[] {1, 1.5}));
  }

  @Test
  @RequiresMujoco
  void gradientMatchesFiniteDifferencesOnItsOwnTransitions() {
    RewardGradientChecker.check(FAMILY, RandomStream.of(1));
  }

  @Test
  @RequiresMujoco
  void hasTheDynamicsOfTheHopper() {
    double[] state = {0, 1.25, 0.01, -0.02, 0.03, -0.04, 0.1, 0.2, -0.1, 0, 0.3, -0.2};
    try (Hopper hopper = new Hopper();
        TaskEnvironment task = new TaskEnvironment(FAMILY, new double[] {1, 1.5})) {
      assertThat(task.resetTo(state).observation()).isEqualTo(hopper.resetTo(state).observation());
      for (int t = 0; t < 5; t++) {
        double[] action = {Math.sin(t), Math.cos(t), 0.1 * t};
        StepResult expected = hopper.step(action);
        StepResult actual = task.step(action);
        assertThat(actual.observation()).isEqualTo(expected.observation());
        double[] next = actual.observation();
        assertThat(actual.reward())
            .isCloseTo(
                10
                    - 1e-3 * (action[0] * action[0] + action[1] * action[1] + action[2] * action[2])
                    - Math.abs(next[5] - 1)
                    - 5 * Math.abs(next[0] - 1.5),
                within(1e-12));
        assertThat(actual.terminated()).isEqualTo(expected.terminated());
      }
    }
  }

  @Test
  @RequiresMujoco
  void theFrameSkipIsTheFamilys() {
    double[] state = new double[12];
    state[1] = 1.25;
    state[6] = 1;
    try (Environment fine = new Hopper2d(1, ResetNoise.uniform(0), 200).newDynamics();
        Environment coarse = FAMILY.newDynamics()) {
      fine.resetTo(state);
      coarse.resetTo(state);
      double[] still = new double[3];
      for (int i = 0; i < 3; i++) {
        fine.step(still);
      }
      assertThat(fine.step(still).observation()).isEqualTo(coarse.step(still).observation());
    }
  }

  @Test
  @RequiresMujoco
  void resetsWithThePublishedNoise() {
    RandomStream random = RandomStream.of(5);
    double squares = 0;
    int count = 3000;
    try (Environment dynamics = FAMILY.newDynamics()) {
      for (int n = 0; n < count; n++) {
        double[] observation = dynamics.reset(random).observation();
        assertThat(observation[0]).isBetween(1.15, 1.35);
        squares += observation[5] * observation[5] / count;
      }
    }
    assertThat(Math.sqrt(squares)).isCloseTo(0.1, within(0.005));
  }
}
