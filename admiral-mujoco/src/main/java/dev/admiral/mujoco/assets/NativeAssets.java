package dev.admiral.mujoco.assets;

import dev.admiral.asset.AssetCache;
import dev.admiral.asset.AssetException;
import dev.admiral.asset.AssetReport;
import dev.admiral.asset.Wheel;
import dev.admiral.asset.WheelAssets;
import dev.admiral.asset.WheelSource;
import dev.admiral.mujoco.internal.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The two things that {@code admiral-mujoco} needs and does not ship: MuJoCo's library and
 * Gymnasium's MJCF models. Each is where its variable says; else in the {@link AssetCache}, fetched
 * at the first use.
 */
public final class NativeAssets {

  /** The variable that names the library's file. */
  public static final String LIBRARY_VARIABLE = "ADMIRAL_MUJOCO_LIBRARY";

  /** The variable that names the folder of the models. */
  public static final String MODELS_VARIABLE = "ADMIRAL_MUJOCO_MODELS";

  public static final String MUJOCO_VERSION = "3.14.0";
  public static final String GYMNASIUM_VERSION = "1.3.0";

  private static final String MODELS_IN_WHEEL = "gymnasium/envs/mujoco/assets/";
  private static final String HEADERS_IN_WHEEL = "mujoco/include/";

  private final WheelAssets assets;

  /**
   * @param environment the variables to go by
   * @param cache where what is fetched is kept
   * @param source where it is fetched from
   */
  public NativeAssets(Map<String, String> environment, AssetCache cache, WheelSource source) {
    this(new WheelAssets(environment, cache, source));
  }

  private NativeAssets(WheelAssets assets) {
    this.assets = assets;
  }

  /** By this process's environment, with pip as the source. */
  public static NativeAssets ofEnvironment() {
    return new NativeAssets(WheelAssets.ofEnvironment());
  }

  /**
   * MuJoCo's library.
   *
   * @param progress told, in one line, if something is about to be fetched
   * @throws AssetException if it cannot be had
   */
  public Path library(Consumer<String> progress) {
    Optional<Path> named = assets.named(LIBRARY_VARIABLE);
    if (named.isPresent() && !Files.isRegularFile(named.get())) {
      throw new AssetException(LIBRARY_VARIABLE + " names no file: " + named.get());
    }
    return named.orElseGet(() -> mujoco(progress).resolve(libraryName()));
  }

  /**
   * The folder of MuJoCo's C headers, for the test of the struct offsets.
   *
   * @throws AssetException if it cannot be had
   */
  public Path headers(Consumer<String> progress) {
    return mujoco(progress).resolve("include");
  }

  /**
   * The folder of the models, such as {@code hopper.xml}.
   *
   * @param progress told, in one line, if something is about to be fetched
   * @throws AssetException if it cannot be had
   */
  public Path models(Consumer<String> progress) {
    return assets
        .namedFolder(MODELS_VARIABLE)
        .orElseGet(() ->
            assets.install(
                modelsFolder(),
                "gymnasium",
                GYMNASIUM_VERSION,
                MODELS_VARIABLE,
                progress,
                NativeAssets::takeModels));
  }

  /** What is there and what is not, without fetching or loading anything. */
  public List<AssetReport> report() {
    AssetCache cache = assets.cache();
    return List.of(
        assets.report(
            "MuJoCo library",
            MUJOCO_VERSION,
            LIBRARY_VARIABLE,
            cache.find(mujocoFolder()).map(folder -> folder.resolve(libraryName()))),
        assets.report(
            "Gymnasium models", GYMNASIUM_VERSION, MODELS_VARIABLE, cache.find(modelsFolder())));
  }

  /** Whether both are there, so that nothing would be fetched. */
  public boolean arePresent() {
    return report().stream()
        .allMatch(asset -> asset.location().isPresent() && asset.problem().isEmpty());
  }

  private Path mujoco(Consumer<String> progress) {
    return assets.install(
        mujocoFolder(),
        "mujoco",
        MUJOCO_VERSION,
        LIBRARY_VARIABLE,
        progress,
        NativeAssets::takeLibrary);
  }

  private static void takeLibrary(Wheel wheel, Path content) throws IOException {
    Path library = content.resolve(libraryName());
    wheel.extract("mujoco/" + libraryName(), library);
    for (String header :
        wheel.entries(name -> name.startsWith(HEADERS_IN_WHEEL) && name.endsWith(".h"))) {
      wheel.extract(header, content.resolve(header.substring("mujoco/".length())));
    }
    Library.requireVersion(library);
  }

  private static void takeModels(Wheel wheel, Path content) throws IOException {
    List<String> models =
        wheel.entries(name -> name.startsWith(MODELS_IN_WHEEL) && name.endsWith(".xml"));
    if (models.isEmpty()) {
      throw new AssetException("the wheel holds no " + MODELS_IN_WHEEL + "*.xml");
    }
    for (String model : models) {
      wheel.extract(model, content.resolve(model.substring(MODELS_IN_WHEEL.length())));
    }
  }

  /** One folder per platform: home folders are shared between machines. */
  private static String mujocoFolder() {
    String platform = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
    return "mujoco-" + MUJOCO_VERSION + "-" + platform.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static String modelsFolder() {
    return "gymnasium-" + GYMNASIUM_VERSION;
  }

  /** The library's name inside the wheel. */
  private static String libraryName() {
    return System.getProperty("os.name").startsWith("Mac")
        ? "libmujoco." + MUJOCO_VERSION + ".dylib"
        : "libmujoco.so." + MUJOCO_VERSION;
  }
}
