package dev.admiral.mujoco.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.env.Environment;
import dev.admiral.env.EnvironmentChecker;
import dev.admiral.env.StepResult;
import dev.admiral.mujoco.RequiresMujoco;
import dev.admiral.mujoco.env.Ant;
import dev.admiral.mujoco.env.HalfCheetah;
import dev.admiral.mujoco.env.Reacher;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.random.RandomStream;
import dev.admiral.task.RewardGradientChecker;
import dev.admiral.task.TaskEnvironment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The families of MAML's and adGAN's experiments, against the Gymnasium robots that they stand on. */
class MetaLearningFamiliesTest {
  private static final double SCALE = 10;

  private final RandomStream random = RandomStream.of(1);

  static List<MujocoTaskFamily> families() {
    return List.of(
        new HalfCheetahVelocity(),
        new HalfCheetahDirection(),
        new AntVelocity(),
        new ReacherGoal());
  }

  @ParameterizedTest
  @MethodSource("families")
  @RequiresMujoco
  void keepsTheEnvironmentContract(MujocoTaskFamily family) {
    double[] task = family.distribution().sample(family.parameters(), 0, RandomStream.of(2));
    EnvironmentChecker.check(() -> new TaskEnvironment(family, task));
  }

  @ParameterizedTest
  @MethodSource("families")
  @RequiresMujoco
  void rewardHasItsGradient(MujocoTaskFamily family) {
    RewardGradientChecker.check(family, RandomStream.of(1));
  }

  @ParameterizedTest
  @MethodSource("families")
  void drawsTasksFromItsParameters(MujocoTaskFamily family) {
    for (int i = 0; i < 100; i++) {
      assertThat(
              family
                  .parameters()
                  .contains(family.distribution().sample(family.parameters(), i, random)))
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void changesItsSimulationOnly(MujocoTaskFamily family) {
    MujocoTaskFamily changed = family.with(3, ResetNoise.uniform(0.3), 20);
    assertThat(changed.frameSkip()).isEqualTo(3);
    assertThat(changed.horizon()).isEqualTo(20);
    assertThat(changed.with(family.frameSkip(), family.resetNoise(), family.horizon()))
        .isEqualTo(family);
    assertThatThrownBy(() -> family.with(0, family.resetNoise(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private double[] action(int size, double extent) {
    double[] action = new double[size];
    Arrays.setAll(action, i -> random.nextDouble(-extent, extent));
    return action;
  }

  private static double[] control(double[] action) {
    return Arrays.stream(action).map(a -> Math.clamp(a / SCALE, -1, 1)).toArray();
  }

  private static double squares(double[] values) {
    return Arrays.stream(values).map(x -> x * x).sum();
  }

  private double[] state(int positions, int velocities) {
    double[] state = new double[positions + velocities];
    Arrays.setAll(state, i -> random.nextDouble(-0.1, 0.1));
    return state;
  }

  @Test
  @RequiresMujoco
  void cheetahsEarnByTheVelocityOfGymnasiums() {
    double[] state = state(9, 9);
    try (Environment robot = new HalfCheetah();
        Environment velocity = new TaskEnvironment(new HalfCheetahVelocity(), new double[] {1.5});
        Environment direction =
            new TaskEnvironment(new HalfCheetahDirection(), new double[] {-1})) {
      robot.resetTo(state);
      velocity.resetTo(state);
      direction.resetTo(state);
      for (int t = 0; t < 50; t++) {
        double[] action = action(6, 15); // some beyond the range of ±10
        double v = robot.step(control(action)).info()[1];
        double cost = 0.05 * squares(control(action));

        assertThat(velocity.step(action).reward())
            .isCloseTo(-Math.abs(v - 1.5) - cost, within(1e-9));
        assertThat(direction.step(action).reward()).isCloseTo(-v - cost, within(1e-9));
      }
    }
  }

  /** Gymnasium's velocity is that of a body position that is older than the state. */
  @Test
  @RequiresMujoco
  void antEarnsByItsVelocityAndPaysForControlAndContact() {
    double[] state = state(15, 14);
    state[2] = 0.75;
    state[3] = 1;
    try (Environment robot = new Ant(Ant.Options.DEFAULT.withTerminateWhenUnhealthy(false));
        Environment ant = new TaskEnvironment(new AntVelocity(), new double[] {2})) {
      robot.resetTo(state);
      double before = state[0];
      ant.resetTo(state);
      for (int t = 0; t < 30; t++) {
        double[] action = action(8, 12);
        StepResult expected = robot.step(control(action));
        double x = expected.info()[0];
        double v = (x - before) / 0.05;
        before = x;

        StepResult actual = ant.step(action);
        assertThat(actual.reward())
            .isCloseTo(
                1.05
                    - Math.abs(v - 2)
                    - 0.005 * squares(control(action))
                    + expected.info()[7], // −0.0005 ‖F‖²
                within(1e-9));
        if (actual.terminated()) {
          assertThat(expected.info()[8]).isZero(); // not healthy
          return;
        }
      }
    }
  }

  /** Gymnasium's arm with its target put where the goal is, one step late, as its body positions are. */
  @Test
  @RequiresMujoco
  void reacherSeesItsFingertipAndNotTheGoal() {
    double[] goal = {0.1, -0.05};
    double[] state = {0.3, -0.7, goal[0], goal[1], 0.5, -1, 0, 0};
    try (Environment robot = new Reacher();
        Environment reacher = new TaskEnvironment(new ReacherGoal(), goal)) {
      StepResult there = robot.resetTo(state);
      StepResult here = reacher.resetTo(state);
      for (int i = 0; i < 2; i++) {
        // After a reset nothing is late.
        assertThat(here.observation()[4 + i])
            .isCloseTo(there.observation()[8 + i] + goal[i], within(1e-9));
      }
      for (int t = 0; t < 20; t++) {
        double[] action = action(2, 12);
        double[] expected = robot.step(control(action)).observation();
        StepResult actual = reacher.step(action);
        for (int i = 0; i < 4; i++) {
          assertThat(actual.observation()[i]).isCloseTo(expected[i], within(1e-12));
        }
        double distance =
            Math.hypot(actual.observation()[4] - goal[0], actual.observation()[5] - goal[1]);
        assertThat(actual.reward()).isCloseTo(-distance - squares(control(action)), within(1e-12));
      }
    }
  }

  @Test
  void refusesAnImpossibleActionScale() {
    assertThatThrownBy(() -> new ReacherGoal(1, ResetNoise.uniform(0), 1, 0))
        .hasMessage("action-scale must be positive and finite, not 0.0");
  }
}
