package dev.admiral.mujoco.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.admiral.env.Environment;
import dev.admiral.env.EnvironmentChecker;
import dev.admiral.mujoco.RequiresMujoco;
import dev.admiral.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresMujoco
class MujocoEnvironmentsTest {

  /** Those that are listed, and what only task families use. */
  static List<MujocoEnvironments.Entry> entries() {
    List<MujocoEnvironments.Entry> entries = new ArrayList<>(MujocoEnvironments.entries());
    entries.add(
        new MujocoEnvironments.Entry(
            "ant-dynamics",
            "the ant of task families",
            200,
            () -> new AntDynamics(5, ResetNoise.gaussianVelocity(0.1))));
    return entries;
  }

  @Test
  void areListedAndFoundById() {
    assertThat(MujocoEnvironments.ids())
        .containsExactly("ant", "half-cheetah", "hopper", "reacher", "walker2d");
    assertThat(MujocoEnvironments.find("hopper").orElseThrow().maximumSteps()).isEqualTo(1000);
    assertThat(MujocoEnvironments.find("reacher").orElseThrow().maximumSteps()).isEqualTo(50);
    assertThat(MujocoEnvironments.find("hoper")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void keepTheEnvironmentContract(MujocoEnvironments.Entry entry) {
    EnvironmentChecker.check(entry::newEnvironment);
  }

  @Test
  void areTruncatedByTheirTimeLimit() {
    try (Environment reacher = MujocoEnvironments.find("reacher").orElseThrow().newEnvironment()) {
      reacher.reset(RandomStream.of(1));
      for (int t = 1; t <= 50; t++) {
        assertThat(reacher.step(new double[2]).truncated()).isEqualTo(t == 50);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void refuseWrongActionsAndStates(MujocoEnvironments.Entry entry) {
    try (Environment environment = entry.newEnvironment()) {
      environment.reset(RandomStream.of(1));
      int size = environment.actionSpace().size();
      assertThatThrownBy(() -> environment.step(new double[size + 1]))
          .hasMessageContaining("not " + (size + 1));
      double[] action = new double[size];
      action[size - 1] = Double.NaN;
      assertThatThrownBy(() -> environment.step(action))
          .hasMessage("ctrl[" + (size - 1) + "] must be finite, not NaN");
      assertThatThrownBy(() -> environment.resetTo(new double[1]))
          .hasMessageContaining("not 1 numbers");
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void steppingAllocatesNothing(MujocoEnvironments.Entry entry) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Environment environment = entry.newEnvironment()) {
      double[] action = new double[environment.actionSpace().size()];
      RandomStream random = RandomStream.of(1);
      long allocated = 0;
      // The calls allocate until they are compiled.
      for (int round = 0; round < 40; round++) {
        environment.reset(random);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int t = 0; t < 500; t++) {
          environment.step(action);
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
        if (allocated == 0) {
          break;
        }
      }
      assertThat(allocated).isZero();
    }
  }

  @Test
  void uniformResetNoiseHasItsRangeAndMean() {
    checkInitialStates(new Hopper(), new double[] {1.25, 0, 0}, 0.005, 0.005, false);
    checkInitialStates(new Walker2d(), new double[] {1.25, 0, 0}, 0.005, 0.005, false);
  }

  @Test
  void gaussianResetNoiseHasItsDeviation() {
    checkInitialStates(new HalfCheetah(), new double[] {0, 0, 0}, 0.1, 0.1, true);
  }

  /** Resets many times and looks at the first three observed positions and the last velocity. */
  private static void checkInitialStates(
      MujocoEnvironment environment,
      double[] centre,
      double positionScale,
      double velocityScale,
      boolean gaussian) {
    int count = 4000;
    double[] mean = new double[3];
    double[] deviation = new double[3];
    double velocitySquares = 0;
    double greatest = 0;
    RandomStream random = RandomStream.of(2);
    try (environment) {
      for (int n = 0; n < count; n++) {
        double[] observation = environment.reset(random).observation();
        for (int i = 0; i < 3; i++) {
          double offset = observation[i] - centre[i];
          assertThat(Math.abs(offset)).isLessThanOrEqualTo(positionScale);
          mean[i] += offset / count;
          deviation[i] += offset * offset / count;
        }
        double velocity = observation[observation.length - 1];
        velocitySquares += velocity * velocity / count;
        greatest = Math.max(greatest, Math.abs(velocity));
      }
    }
    for (int i = 0; i < 3; i++) {
      assertThat(mean[i]).isCloseTo(0, within(0.05 * positionScale));
      // U(±s) has the variance s²/3.
      assertThat(Math.sqrt(3 * deviation[i]))
          .isCloseTo(positionScale, within(0.05 * positionScale));
    }
    double expected = gaussian ? velocityScale : velocityScale / Math.sqrt(3);
    assertThat(Math.sqrt(velocitySquares)).isCloseTo(expected, within(0.05 * velocityScale));
    if (gaussian) {
      assertThat(greatest).isGreaterThan(2.5 * velocityScale);
    } else {
      assertThat(greatest).isLessThanOrEqualTo(velocityScale);
    }
  }

  @Test
  void antBeginsUprightAndWithoutContactForces() {
    try (Ant ant = new Ant()) {
      RandomStream random = RandomStream.of(3);
      for (int n = 0; n < 100; n++) {
        double[] observation = ant.reset(random).observation();
        assertThat(observation[0]).isCloseTo(0.75, within(0.1));
        assertThat(observation[1]).isCloseTo(1, within(0.1));
        for (int i = 27; i < 105; i++) {
          assertThat(observation[i]).isZero();
        }
      }
    }
  }

  @Test
  void reachersTargetIsUniformInItsDisc() {
    try (Reacher reacher = new Reacher()) {
      RandomStream random = RandomStream.of(4);
      int inner = 0;
      int count = 4000;
      for (int n = 0; n < count; n++) {
        double[] observation = reacher.reset(random).observation();
        double radius = Math.hypot(observation[4], observation[5]);
        assertThat(radius).isLessThan(0.2);
        assertThat(Math.abs(observation[6])).isLessThanOrEqualTo(0.005);
        inner += radius < 0.1 ? 1 : 0;
      }
      assertThat(inner / (double) count).isCloseTo(0.25, within(0.03));
    }
  }

  @Test
  void closeTwiceIsOnce() {
    Hopper hopper = new Hopper();
    hopper.close();
    hopper.close();
    assertThatThrownBy(() -> hopper.reset(RandomStream.of(1)))
        .isInstanceOf(IllegalStateException.class);
  }
}
