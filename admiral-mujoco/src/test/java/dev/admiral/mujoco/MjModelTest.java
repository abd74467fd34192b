package dev.admiral.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.space.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresMujoco
class MjModelTest {
  @TempDir Path folder;

  @Test
  void readsSizesRangesAndNames() throws IOException {
    MjModel model = PendulumModel.load(folder);
    assertThat(model.positions()).isEqualTo(1);
    assertThat(model.velocities()).isEqualTo(1);
    assertThat(model.controls()).isEqualTo(1);
    assertThat(model.bodies()).isEqualTo(2);
    assertThat(model.timestep()).isEqualTo(0.005);
    assertThat(model.controlRange()).isEqualTo(Box.cube(1, -3, 2));
    assertThat(model.body("world")).isZero();
    assertThat(model.body("rod")).isEqualTo(1);
    assertThatThrownBy(() -> model.body("leg")).hasMessage("the model has no body named leg");
  }

  @Test
  void aControlWithoutLimitsHasAnUnboundedRange() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("free.xml"),
            """
            <mujoco>
              <worldbody>
                <body>
                  <joint name="slide" type="slide" axis="1 0 0"/>
                  <geom size="0.1"/>
                </body>
              </worldbody>
              <actuator>
                <motor joint="slide"/>
                <motor joint="slide" ctrlrange="-1 4"/>
              </actuator>
            </mujoco>
            """);
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(MjModel.load(file).controlRange())
        .isEqualTo(Box.of(new double[] {-infinity, -1}, new double[] {infinity, 4}));
  }

  @Test
  void repeatsWhatMujocoSaysOfABadFile() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.xml"), "<mujoco><worldbod/></mujoco>");
    assertThatThrownBy(() -> MjModel.load(file))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("MuJoCo refuses " + file + ": ")
        .hasMessageContaining("worldbod")
        .hasMessageContaining("line 1")
        .message()
        .hasLineCount(1);
  }

  @Test
  void refusesAMissingFile() {
    Path file = folder.resolve("none.xml");
    assertThatThrownBy(() -> MjModel.load(file))
        .isInstanceOf(ModelException.class)
        .hasMessage("there is no readable model file " + file);
  }
}
