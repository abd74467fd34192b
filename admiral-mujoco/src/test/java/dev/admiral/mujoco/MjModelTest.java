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
  void repeatsWhatMujocoSaysOfABadFile() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.xml"), "<mujoco><worldbod/></mujoco>");
    assertThatThrownBy(() -> MjModel.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("MuJoCo refuses " + file + ": ")
        .hasMessageContaining("worldbod");
  }

  @Test
  void refusesAMissingFile() {
    Path file = folder.resolve("none.xml");
    assertThatThrownBy(() -> MjModel.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no readable model file " + file);
  }
}
