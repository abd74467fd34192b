package dev.admiral.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@RequiresMujoco
class MjDataTest {
  @TempDir Path folder;
  private MjModel model;
  private MjData data;

  @BeforeEach
  void make() throws IOException {
    model = PendulumModel.load(folder);
    data = new MjData(model);
  }

  @AfterEach
  void free() {
    data.close();
  }

  @Test
  void stepsInTimeUnderItsControls() {
    data.control(new double[] {1});
    data.step(4);
    assertThat(data.time()).isCloseTo(0.02, within(1e-12));
    assertThat(data.velocity(0)).isPositive();
    data.reset();
    assertThat(data.time()).isZero();
    assertThat(data.velocity(0)).isZero();
  }

  @Test
  void mujocoClampsControlsToTheirRange() {
    data.control(new double[] {100});
    data.step(5);
    double clamped = data.velocity(0);
    data.reset();
    data.control(new double[] {2});
    data.step(5);
    assertThat(data.velocity(0)).isEqualTo(clamped);
  }

  @Test
  void forwardComputesWhatFollowsFromTheState() {
    data.state(new double[] {Math.PI / 2}, new double[] {0});
    data.forward();
    double[] position = new double[1];
    data.copyPositions(0, position, 0);
    assertThat(position).containsExactly(Math.PI / 2);
    assertThat(data.bodyPosition(1, 2)).isCloseTo(1, within(1e-12));
  }

  @Test
  void aSnapshotContinuesWhereItWasTaken() {
    data.control(new double[] {1});
    data.step(10);
    double[] snapshot = data.snapshot();
    assertThat(snapshot).hasSize(model.stateSize());
    data.step(10);
    double expected = data.position(0);
    try (MjData other = new MjData(model)) {
      other.restore(snapshot);
      other.step(10);
      assertThat(other.position(0)).isEqualTo(expected);
      assertThat(other.time()).isEqualTo(data.time());
    }
  }

  @Test
  void anUnstableSimulationThrowsAndNamesTheWarning() {
    data.state(new double[] {1e12}, new double[] {0});
    assertThatThrownBy(() -> data.step(1))
        .isInstanceOf(UnstableSimulationException.class)
        .hasMessageContaining("qpos[0] is NaN or huge (mjWARN_BADQPOS)");
    data.reset();
    data.step(1);
    assertThat(Path.of("MUJOCO_LOG.TXT")).as("MuJoCo's log file").doesNotExist();
  }

  @Test
  void refusesWrongSizesAndNumbersBeforeTheCall() {
    assertThatThrownBy(() -> data.control(new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a control (ctrl) of this model has 1 numbers, not 2");
    assertThatThrownBy(() -> data.control(new double[] {Double.NaN}))
        .hasMessage("ctrl[0] must be finite, not NaN");
    assertThatThrownBy(() -> data.state(new double[1], new double[3]))
        .hasMessage("a velocity (qvel) of this model has 1 numbers, not 3");
    assertThatThrownBy(() -> data.state(new double[] {Double.POSITIVE_INFINITY}, new double[1]))
        .hasMessage("qpos[0] must be finite, not Infinity");
    assertThatThrownBy(() -> data.restore(new double[1]))
        .hasMessageStartingWith("a snapshot of this model has ");
    assertThatThrownBy(() -> data.position(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.copyPositions(0, new double[0], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void closesOnceAndIsOfNoUseAfterwards() {
    data.close();
    data.close();
    assertThatThrownBy(() -> data.step(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> data.position(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> data.control(new double[1])).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void simulationsOfOneModelRunInParallel() throws Exception {
    data.control(new double[] {0.5});
    data.step(2000);
    List<Callable<Double>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> {
        try (MjData own = new MjData(model)) {
          own.control(new double[] {0.5});
          own.step(2000);
          return own.position(0);
        }
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Double> position : threads.invokeAll(calls)) {
        assertThat(position.get()).isEqualTo(data.position(0));
      }
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void closingGivesTheMemoryBack() throws IOException {
    long before = residentKilobytes();
    for (int i = 0; i < 5000; i++) {
      new MjData(model).close();
    }
    // The struct alone is 162 kB: had they been kept, 800 MB.
    assertThat(residentKilobytes() - before).isLessThan(200_000);
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
