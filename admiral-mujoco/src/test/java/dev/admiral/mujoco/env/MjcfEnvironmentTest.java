package dev.admiral.mujoco.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.env.EnvironmentChecker;
import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import dev.admiral.mujoco.MjModel;
import dev.admiral.mujoco.ModelException;
import dev.admiral.mujoco.RequiresMujoco;
import dev.admiral.mujoco.env.MjcfEnvironment.Options;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresMujoco
class MjcfEnvironmentTest {
  private static final double TIMESTEP = 0.004;
  private static final double MASS = 2;
  private static final double GEAR = 3;

  @TempDir Path folder;

  /** A point mass on a rail along x without friction or gravity, pushed with GEAR newtons at most. */
  private Path pointMass() throws IOException {
    return write(
        "point-mass.xml",
        """
        <mujoco>
          <option timestep="%s" gravity="0 0 0"/>
          <worldbody>
            <body>
              <joint name="rail" type="slide" axis="1 0 0"/>
              <geom type="sphere" size="0.1" mass="%s"/>
            </body>
          </worldbody>
          <actuator>
            <motor joint="rail" gear="%s" ctrlrange="-1 1"/>
          </actuator>
        </mujoco>
        """
            .formatted(TIMESTEP, MASS, GEAR));
  }

  /** A cart on a rail with a pole on a hinge: qpos = (x, angle). */
  private Path cartPole() throws IOException {
    return write(
        "cart-pole.xml",
        """
        <mujoco>
          <option timestep="0.002" integrator="RK4"/>
          <default><geom contype="0" conaffinity="0"/></default>
          <worldbody>
            <body>
              <joint type="slide" axis="1 0 0" name="rail"/>
              <geom type="box" size="0.1 0.1 0.05" mass="1"/>
              <body>
                <joint type="hinge" axis="0 1 0"/>
                <geom type="capsule" fromto="0 0 0 0 0 0.6" size="0.03" mass="0.2"/>
              </body>
            </body>
          </worldbody>
          <actuator><motor joint="rail" gear="10" ctrlrange="-1 1"/></actuator>
        </mujoco>
        """);
  }

  private Path write(String name, String mjcf) throws IOException {
    return Files.writeString(folder.resolve(name), mjcf);
  }

  private static Options still(int frameSkip) {
    return new Options(frameSkip, ResetNoise.uniform(0), 0);
  }

  @Test
  void aPointMassUnderConstantForceFollowsItsClosedForm() throws IOException {
    try (MjcfEnvironment environment = new MjcfEnvironment(pointMass(), still(5))) {
      assertThat(environment.observationSpace()).isEqualTo(Box.unbounded(2));
      assertThat(environment.actionSpace()).isEqualTo(Box.cube(1, -1, 1));
      assertThat(environment.stepDuration()).isCloseTo(5 * TIMESTEP, within(1e-15));
      environment.resetTo(new double[] {0.3, -0.2});
      double acceleration = 0.5 * GEAR / MASS;
      for (int t = 1; t <= 40; t++) {
        StepResult result = environment.step(new double[] {0.5});

        // Semi-implicit Euler, summed: v = v₀ + a n h, x = x₀ + v₀ n h + a h² n (n + 1) / 2.
        int n = 5 * t;
        double v = -0.2 + acceleration * n * TIMESTEP;
        double x =
            0.3 - 0.2 * n * TIMESTEP + acceleration * TIMESTEP * TIMESTEP * n * (n + 1.0) / 2;
        assertThat(result.observation()[0]).isCloseTo(x, within(1e-12));
        assertThat(result.observation()[1]).isCloseTo(v, within(1e-12));
        assertThat(result.reward()).isZero();
        assertThat(result.terminated() || result.truncated()).isFalse();
      }
    }
  }

  @Test
  void anActionBeyondTheRangeIsClamped() throws IOException {
    try (MjcfEnvironment environment = new MjcfEnvironment(pointMass(), still(1))) {
      environment.resetTo(new double[2]);
      double velocity = environment.step(new double[] {100}).observation()[1];
      assertThat(velocity).isCloseTo(GEAR / MASS * TIMESTEP, within(1e-15));
    }
  }

  @Test
  void aCartPoleKeepsItsEnergyWithoutAPush() throws IOException {
    try (MjcfEnvironment environment = new MjcfEnvironment(cartPole(), still(4))) {
      double[] start = {0.1, 1.0, 0.4, -0.5};
      environment.resetTo(start);
      double before = energy(start);
      double greatestAngle = 0;
      for (int t = 0; t < 500; t++) {
        double[] state = environment.step(new double[1]).observation();
        assertThat(energy(state)).isCloseTo(before, within(1e-5));
        greatestAngle = Math.max(greatestAngle, Math.abs(state[1]));
      }
      assertThat(greatestAngle).isGreaterThan(2); // it swings, and is not merely at rest
    }
  }

  /** Of a cart of 1 kg and a pole of 0.2 kg whose centre lies 0.3 m above its hinge. */
  private static double energy(double[] state) {
    double cart = 1;
    double pole = 0.2;
    double centre = 0.3;
    double radius = 0.03;
    double length = 0.6;
    // A capsule is a cylinder and two halves of a ball, which share the mass by their volumes.
    double cylinderVolume = Math.PI * radius * radius * length;
    double ballVolume = 4.0 / 3 * Math.PI * Math.pow(radius, 3);
    double cylinder = pole * cylinderVolume / (cylinderVolume + ballVolume);
    double ball = pole - cylinder;
    double inertia =
        cylinder * (3 * radius * radius + length * length) / 12
            + ball * (0.4 * radius * radius + length * length / 4 + 3 * length * radius / 8);
    double angle = state[1];
    double vx = state[2] + centre * Math.cos(angle) * state[3];
    double vz = -centre * Math.sin(angle) * state[3];
    return cart * state[2] * state[2] / 2
        + pole * (vx * vx + vz * vz) / 2
        + inertia * state[3] * state[3] / 2
        + pole * 9.81 * centre * Math.cos(angle);
  }

  @Test
  void stepsAsTheSimulationSteppedByHand() throws IOException {
    Path file = cartPole();
    Options options = still(3).withSkippedPositions(1);
    try (MjcfEnvironment environment = new MjcfEnvironment(file, options);
        MjData data = new MjData(MjModel.load(file))) {
      assertThat(environment.observationSpace().size()).isEqualTo(3);
      environment.resetTo(new double[] {0.5, 0.1, 0, 0.2});
      data.state(new double[] {0.5, 0.1}, new double[] {0, 0.2});
      data.forward();
      RandomStream random = RandomStream.of(1);
      for (int t = 0; t < 50; t++) {
        double[] action = {random.nextDouble(-1, 1)};
        data.control(action);
        data.step(3);
        assertThat(environment.step(action).observation())
            .containsExactly(data.position(1), data.velocity(0), data.velocity(1));
      }
    }
  }

  @Test
  void keepsTheEnvironmentContract() throws IOException {
    Path file = cartPole();
    EnvironmentChecker.check(() -> new MjcfEnvironment(file));
    EnvironmentChecker.check(() ->
        new MjcfEnvironment(
            file,
            Options.DEFAULT
                .withFrameSkip(10)
                .withResetNoise(ResetNoise.gaussianVelocity(0.2))
                .withSkippedPositions(2)));
  }

  @Test
  void beginsInTheFilesOwnStateWithNoise() throws IOException {
    Path file =
        write("offset.xml", Files.readString(pointMass()).replace("axis=", "ref=\"0.7\" axis="));
    try (MjcfEnvironment noisy = new MjcfEnvironment(file)) {
      RandomStream random = RandomStream.of(2);
      double[] positions = new double[200];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = noisy.reset(random).observation()[0];
      }
      assertThat(Arrays.stream(positions).map(x -> Math.abs(x - 0.7)).max().orElseThrow())
          .isLessThanOrEqualTo(0.01);
      assertThat(Arrays.stream(positions).distinct().count()).isEqualTo(positions.length);
    }
  }

  @Test
  void aModelIsSharedUntilItsFileChanges() throws IOException {
    Path file = pointMass();
    MjModel model = MujocoModels.load(file);
    assertThat(MujocoModels.load(folder.resolve("./point-mass.xml"))).isSameAs(model);

    Files.writeString(file, Files.readString(cartPole()));
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 2000));

    assertThat(MujocoModels.load(file).positions()).isEqualTo(2);
    assertThat(model.positions()).isEqualTo(1);
  }

  @Test
  void whatCannotBeSimulatedIsRefusedInOneLine() throws IOException {
    Path none = folder.resolve("none.xml");
    assertThatThrownBy(() -> new MjcfEnvironment(none))
        .isInstanceOf(ModelException.class)
        .hasMessage("there is no readable model file " + none);

    Path bad = write("bad.xml", "<mujoco>\n<worldbody>\n<bodi/></worldbody></mujoco>");
    assertThatThrownBy(() -> new MjcfEnvironment(bad))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("MuJoCo refuses " + bad + ": ")
        .hasMessageContaining("bodi")
        .hasMessageContaining("line 3")
        .message()
        .hasLineCount(1);

    Path idle =
        write(
            "idle.xml",
            Files.readString(pointMass()).replaceAll("(?s)<actuator>.*</actuator>", ""));
    assertThatThrownBy(() -> new MjcfEnvironment(idle))
        .isInstanceOf(ModelException.class)
        .hasMessage("the model " + idle + " has no actuators to act with");

    Path cartPole = cartPole();
    assertThatThrownBy(() -> new MjcfEnvironment(cartPole, Options.DEFAULT.withSkippedPositions(3)))
        .isInstanceOf(ModelException.class)
        .hasMessage("the model " + cartPole + " has 2 positions, of which 3 cannot be skipped");
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThatThrownBy(() -> Options.DEFAULT.withFrameSkip(0))
        .hasMessage("a frame skip is at least 1, not 0");
    assertThatThrownBy(() -> Options.DEFAULT.withSkippedPositions(-1))
        .hasMessage("the number of skipped positions is at least 0, not -1");
  }
}
