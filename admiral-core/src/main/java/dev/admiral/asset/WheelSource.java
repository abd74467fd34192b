package dev.admiral.asset;

import java.io.IOException;
import java.nio.file.Path;

/** Where wheels come from. */
@FunctionalInterface
public interface WheelSource {

  /**
   * Puts the wheel of one distribution into an empty folder.
   *
   * @param requirement what to get, such as {@code mujoco==3.14.0}
   * @param folder where to put it
   * @return the wheel's path
   * @throws AssetException if it cannot be had
   * @throws IOException if the folder cannot be written
   */
  Path fetch(String requirement, Path folder) throws IOException;
}
