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
import dev.admiral.mujoco.env.Hopper;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.mujoco.env.Walker2d;
import dev.admiral.random.RandomStream;
import dev.admiral.task.RewardGradientChecker;
import dev.admiral.task.TaskEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all families promise; what each rewards and where it ends is in the test of its own. */
class MujocoTaskFamilyTest {

  /**
   * A family with what its spec sheet says.
   *
   * @param parameterNames the first and the last
   * @param positions how many of the observation are {@code qpos}
   * @param velocities how many are {@code qvel}, after them
   * @param others how many come after these
   * @param height where the robot's height is observed, and a healthy one
   * @param gymnasium the environment whose robot it is, with the same frame skip
   */
  record Sheet(
      MujocoTaskFamily family,
      String id,
      String parameters,
      List<String> parameterNames,
      int frameSkip,
      int positions,
      int velocities,
      int others,
      Height height,
      Supplier<Environment> gymnasium) {

    /** Where the height is observed, and a healthy one. */
    record Height(int index, double healthy) {}

    /** How many numbers are observed by both environments. */
    int shared() {
      return positions + velocities;
    }

    /** Any ψ. */
    double[] task() {
      return new double[family.parameters().size()];
    }

    /** A finite observation in which no episode ends. */
    double[] alive() {
      double[] observation = new double[shared() + others];
      observation[height.index()] = height.healthy();
      return observation;
    }

    double[] sharedPart(StepResult result) {
      return Arrays.copyOf(result.observation(), shared());
    }
  }

  static List<Named<Sheet>> families() {
    HalfCheetah.Options cheetah = HalfCheetah.Options.DEFAULT;
    return List.of(
            new Sheet(
                new Hopper2d(),
                "hopper-2d",
                "[-2.0, 2.0]×[1.2, 2.0]",
                List.of("target x velocity [m/s]", "target height [m]"),
                4,
                5,
                6,
                0,
                new Sheet.Height(0, 1.25),
                Hopper::new),
            new Sheet(
                new Walker2dFamily(),
                "walker-2d",
                "[-2.0, 2.0]×[1.0, 1.8]",
                List.of("target x velocity [m/s]", "target height [m]"),
                4,
                8,
                9,
                0,
                new Sheet.Height(0, 1.25),
                Walker2d::new),
            new Sheet(
                new Ant2d(),
                "ant-2d",
                "[-3.0, 3.0]×[-3.0, 3.0]",
                List.of("target x velocity [m/s]", "target y velocity [m/s]"),
                5,
                15,
                14,
                6,
                new Sheet.Height(2, 0.75),
                () -> new Ant(Ant.Options.DEFAULT.withObservation(false, false))),
            new Sheet(
                new Ant3d(),
                "ant-3d",
                "[-3.0, 3.0]×[-3.0, 3.0]×[0.4, 0.6]",
                List.of("target x velocity [m/s]", "target height [m]"),
                5,
                15,
                14,
                6,
                new Sheet.Height(2, 0.75),
                () -> new Ant(Ant.Options.DEFAULT.withObservation(false, false))),
            new Sheet(
                new CheetahHighdim(),
                "cheetah-highdim",
                "[-1.0, 1.0]" + "×[-1.0, 1.0]".repeat(17),
                List.of("weight of the x position", "weight of the front foot velocity"),
                5,
                9,
                9,
                0,
                new Sheet.Height(1, 0),
                () ->
                    new HalfCheetah(
                        new HalfCheetah.Options(
                            cheetah.frameSkip(),
                            cheetah.forwardRewardWeight(),
                            cheetah.ctrlCostWeight(),
                            cheetah.resetNoise(),
                            false))))
        .stream()
        .map(sheet -> Named.of(sheet.id(), sheet))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("families")
  void describesItsTasks(Sheet sheet) {
    MujocoTaskFamily family = sheet.family();
    int last = family.parameters().size() - 1;
    assertThat(family.id()).isEqualTo(sheet.id());
    assertThat(family.parameters()).hasToString(sheet.parameters());
    assertThat(List.of(family.parameterName(0), family.parameterName(last)))
        .isEqualTo(sheet.parameterNames());
    assertThatThrownBy(() -> family.parameterName(last + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(family.frameSkip()).isEqualTo(sheet.frameSkip());
    assertThat(family.horizon()).isEqualTo(200);
    assertThat(family.resetNoise()).isEqualTo(ResetNoise.gaussianVelocity(0.1));
  }

  @ParameterizedTest
  @MethodSource("families")
  void changesItsSimulationOnly(Sheet sheet) {
    MujocoTaskFamily family = sheet.family();
    MujocoTaskFamily changed = family.with(2, ResetNoise.uniform(0.3), 50);
    assertThat(changed.id()).isEqualTo(family.id());
    assertThat(changed.frameSkip()).isEqualTo(2);
    assertThat(changed.resetNoise()).isEqualTo(ResetNoise.uniform(0.3));
    assertThat(changed.horizon()).isEqualTo(50);
    assertThat(changed).isNotEqualTo(family);
    assertThat(changed.with(family.frameSkip(), family.resetNoise(), family.horizon()))
        .isEqualTo(family)
        .hasSameHashCodeAs(family);
  }

  @ParameterizedTest
  @MethodSource("families")
  void refusesToStepNotAtAll(Sheet sheet) {
    ResetNoise noise = ResetNoise.uniform(0.1);
    assertThatThrownBy(() -> sheet.family().with(0, noise, 200))
        .hasMessage("frame skip and horizon are at least 1, not 0 and 200");
    assertThatThrownBy(() -> sheet.family().with(1, noise, 0))
        .hasMessage("frame skip and horizon are at least 1, not 1 and 0");
  }

  @ParameterizedTest
  @MethodSource("families")
  void terminatesOnAnythingThatIsNotFinite(Sheet sheet) {
    double[] observation = sheet.alive();
    assertThat(sheet.family().termination().terminates(observation, sheet.task())).isFalse();
    for (int i = 0; i < observation.length; i++) {
      for (double bad :
          new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
        double[] broken = observation.clone();
        broken[i] = bad;
        assertThat(sheet.family().termination().terminates(broken, sheet.task())).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  @RequiresMujoco
  void keepsTheEnvironmentContract(Sheet sheet) {
    double[] task = sheet.family().parameters().sample(RandomStream.of(2));
    EnvironmentChecker.check(() -> new TaskEnvironment(sheet.family(), task));
  }

  @ParameterizedTest
  @MethodSource("families")
  @RequiresMujoco
  void gradientMatchesFiniteDifferencesOnItsOwnTransitions(Sheet sheet) {
    RewardGradientChecker.check(sheet.family(), RandomStream.of(1));
  }

  @ParameterizedTest
  @MethodSource("families")
  @RequiresMujoco
  void hasTheDynamicsAndTheEndOfItsRobot(Sheet sheet) {
    RandomStream random = RandomStream.of(3);
    try (Environment robot = sheet.gymnasium().get();
        Environment dynamics = sheet.family().newDynamics()) {
      double[] state = state(sheet, random, 0.05);
      assertThat(sheet.sharedPart(dynamics.resetTo(state)))
          .isEqualTo(sheet.sharedPart(robot.resetTo(state)));
      double[] action = new double[robot.actionSpace().size()];
      for (int t = 0; t < 60; t++) {
        Arrays.setAll(action, i -> random.nextDouble(-1.5, 1.5));
        StepResult expected = robot.step(action);
        StepResult actual = dynamics.step(action);
        assertThat(sheet.sharedPart(actual)).isEqualTo(sheet.sharedPart(expected));
        assertThat(sheet.family().termination().terminates(actual.observation(), sheet.task()))
            .isEqualTo(expected.terminated());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  @RequiresMujoco
  void theFrameSkipIsTheFamilys(Sheet sheet) {
    MujocoTaskFamily family = sheet.family();
    double[] state = state(sheet, RandomStream.of(4), 0.05);
    try (Environment fine = family.with(1, family.resetNoise(), 200).newDynamics();
        Environment coarse = family.newDynamics()) {
      fine.resetTo(state);
      coarse.resetTo(state);
      double[] action = new double[fine.actionSpace().size()];
      Arrays.fill(action, 0.5);
      for (int i = 1; i < sheet.frameSkip(); i++) {
        fine.step(action);
      }
      assertThat(sheet.sharedPart(fine.step(action)))
          .isEqualTo(sheet.sharedPart(coarse.step(action)));
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  @RequiresMujoco
  void resetsWithThePublishedNoise(Sheet sheet) {
    double[] centre = sheet.sharedPart(withoutNoise(sheet));
    RandomStream random = RandomStream.of(5);
    double squares = 0;
    double farthest = 0;
    int count = 2000;
    try (Environment dynamics = sheet.family().newDynamics()) {
      for (int n = 0; n < count; n++) {
        double[] observation = dynamics.reset(random).observation();
        for (int i = 0; i < sheet.positions(); i++) {
          farthest = Math.max(farthest, Math.abs(observation[i] - centre[i]));
        }
        double velocity = observation[sheet.positions()];
        squares += velocity * velocity / count;
      }
    }
    assertThat(farthest).isBetween(0.0995, 0.1 + 1e-12);
    assertThat(Math.sqrt(squares)).isCloseTo(0.1, within(0.006));
  }

  /** {@code qpos} and {@code qvel} near the model's initial state; x may be unobserved. */
  private static double[] state(Sheet sheet, RandomStream random, double scale) {
    double[] observed = sheet.sharedPart(withoutNoise(sheet));
    // A robot in the plane has as many velocities as positions.
    int hidden = Math.max(0, sheet.velocities() - sheet.positions());
    double[] state = new double[hidden + observed.length];
    System.arraycopy(observed, 0, state, hidden, observed.length);
    for (int i = 0; i < state.length; i++) {
      state[i] += random.nextDouble(-scale, scale);
    }
    return state;
  }

  private static StepResult withoutNoise(Sheet sheet) {
    try (Environment still = sheet.family().with(1, ResetNoise.uniform(0), 200).newDynamics()) {
      return still.reset(RandomStream.of(1));
    }
  }
}
