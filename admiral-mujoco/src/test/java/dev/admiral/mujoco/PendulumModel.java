package dev.admiral.mujoco;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A rod on a hinge: a model that needs no file of anybody's. */
final class PendulumModel {
  private PendulumModel() {}

  static MjModel load(Path folder) throws IOException {
    return MjModel.load(
        Files.writeString(
            folder.resolve("pendulum.xml"),
            """
            <mujoco>
              <option timestep="0.005"/>
              <worldbody>
                <body name="rod" pos="0 0 1">
                  <joint name="hinge" type="hinge" axis="0 1 0"/>
                  <geom type="capsule" fromto="0 0 0 0 0 -0.5" size="0.05"/>
                </body>
              </worldbody>
              <actuator>
                <motor joint="hinge" ctrllimited="true" ctrlrange="-3 2"/>
              </actuator>
            </mujoco>
            """));
  }
}
