package dev.admiral.experiments.run;

import dev.admiral.atari.ale.AleGame;
import dev.admiral.atari.assets.Roms;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.mujoco.assets.NativeAssets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a run runs on: its numbers may differ elsewhere in the last digits. */
public final class Versions {
  public static final String ADMIRAL = "0.1.0";

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Versions() {}

  /** Such as {@code 25.0.1+8 (Eclipse Adoptium)}. */
  public static String java() {
    return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
  }

  /** Such as {@code Linux 6.1.0 amd64}. */
  public static String operatingSystem() {
    return String.join(
        " ",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"));
  }

  /** The processor's name where the system tells it, else its architecture. */
  public static String processor() {
    if (Files.isReadable(PROCESSORS)) {
      try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException _) {
        // The name only informs.
      }
    }
    return System.getProperty("os.arch");
  }

  /** What a run on this environment depends on, for {@code config.yaml}. */
  static ObjectNode of(String environment) {
    ObjectNode versions =
        JsonNodeFactory.instance
            .objectNode()
            .put("admiral", ADMIRAL)
            .put("java", java())
            .put("os", operatingSystem())
            .put("processor", processor());
    if (Environments.mayBeMujoco(environment)) {
      versions
          .put("mujoco", NativeAssets.MUJOCO_VERSION)
          .put("models", "gymnasium " + NativeAssets.GYMNASIUM_VERSION);
    }
    if (Environments.isAtari(environment)) {
      versions.put("ale", AleGame.VERSION).put("roms", "ale-py " + Roms.ALE_PY_VERSION);
    }
    return versions;
  }
}
