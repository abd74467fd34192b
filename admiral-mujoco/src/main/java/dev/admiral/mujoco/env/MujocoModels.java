package dev.admiral.mujoco.env;

import dev.admiral.mujoco.MjModel;
import dev.admiral.mujoco.ModelException;
import dev.admiral.mujoco.assets.NativeAssets;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Models, each compiled once and shared by all environments. */
final class MujocoModels {
  private static final Map<Path, Compiled> MODELS = new ConcurrentHashMap<>();

  /** A model and the modification time of the file that it was compiled from. */
  private record Compiled(FileTime time, MjModel model) {}

  private MujocoModels() {}

  /**
   * One of Gymnasium's models.
   *
   * @param file the model's file name, such as {@code hopper.xml}
   */
  static MjModel load(String file) {
    Logger log = System.getLogger(MujocoModels.class.getName());
    Path folder = NativeAssets.ofEnvironment().models(line -> log.log(Level.INFO, line));
    return load(folder.resolve(file));
  }

  /**
   * The model of any MJCF file; compiled again once the file has changed.
   *
   * @throws ModelException if there is no such file, or MuJoCo refuses it
   */
  static MjModel load(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    FileTime time = modificationTime(absolute);
    return MODELS
        .compute(
            absolute,
            (path, known) ->
                known != null && known.time().equals(time)
                    ? known
                    : new Compiled(time, MjModel.load(path)))
        .model();
  }

  private static FileTime modificationTime(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException _) {
      throw new ModelException("there is no readable model file " + file);
    }
  }
}
