package dev.admiral.mujoco.env;

import dev.admiral.mujoco.MjModel;
import dev.admiral.mujoco.assets.NativeAssets;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gymnasium's models, each compiled once and shared by all environments. */
final class MujocoModels {
  private static final Map<Path, MjModel> MODELS = new ConcurrentHashMap<>();

  private MujocoModels() {}

  /**
   * @param file the model's file name, such as {@code hopper.xml}
   */
  static MjModel load(String file) {
    Logger log = System.getLogger(MujocoModels.class.getName());
    Path folder = NativeAssets.ofEnvironment().models(line -> log.log(Level.INFO, line));
    return MODELS.computeIfAbsent(folder.resolve(file), MjModel::load);
  }
}
