package dev.admiral.atari.assets;

import dev.admiral.asset.AssetCache;
import dev.admiral.asset.AssetException;
import dev.admiral.asset.AssetReport;
import dev.admiral.asset.Wheel;
import dev.admiral.asset.WheelAssets;
import dev.admiral.asset.WheelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The games' ROMs, which are not shipped: in the folder that {@value #VARIABLE} names, else in the {@link AssetCache},
 * fetched at the first use.
 */
public final class Roms {

  /** The variable that names the folder of the ROMs. */
  public static final String VARIABLE = "ADMIRAL_ATARI_ROMS";

  public static final String ALE_PY_VERSION = "0.12.1";

  private static final String DISTRIBUTION = "ale-py";
  private static final String ROMS_IN_WHEEL = "ale_py/roms/";
  private static final String FOLDER = DISTRIBUTION + "-" + ALE_PY_VERSION + "-roms";

  private final WheelAssets assets;

  /**
   * @param environment the variables to go by
   * @param cache where what is fetched is kept
   * @param source where it is fetched from
   */
  public Roms(Map<String, String> environment, AssetCache cache, WheelSource source) {
    this(new WheelAssets(environment, cache, source));
  }

  private Roms(WheelAssets assets) {
    this.assets = assets;
  }

  /** By this process's environment, with pip as the source. */
  public static Roms ofEnvironment() {
    return new Roms(WheelAssets.ofEnvironment());
  }

  /** The ids of all games, such as {@code space-invaders}, in alphabetical order. */
  public static List<String> games() {
    return List.copyOf(RomTable.md5ByGame().keySet());
  }

  /**
   * A game's ROM, which ALE knows.
   *
   * @param game one of {@link #games}
   * @param progress told, in one line, if something is about to be fetched
   * @throws AssetException if it cannot be had, or is another file than ALE knows
   */
  public Path rom(String game, Consumer<String> progress) {
    Path file = folder(progress).resolve(RomTable.fileName(game));
    check(game, file);
    return file;
  }

  private Path folder(Consumer<String> progress) {
    return assets
        .namedFolder(VARIABLE)
        .orElseGet(() ->
            assets.install(
                FOLDER, DISTRIBUTION, ALE_PY_VERSION, VARIABLE, progress, Roms::takeAll));
  }

  /** What is there and what is not, without fetching anything. */
  public AssetReport report() {
    return assets.report(
        "Atari ROMs", DISTRIBUTION + " " + ALE_PY_VERSION, VARIABLE, assets.cache().find(FOLDER));
  }

  private static void takeAll(Wheel wheel, Path content) throws IOException {
    for (String game : games()) {
      String name = RomTable.fileName(game);
      Path file = content.resolve(name);
      wheel.extract(ROMS_IN_WHEEL + name, file);
      check(game, file);
    }
  }

  private static void check(String game, Path file) {
    String expected = RomTable.md5ByGame().get(game);
    String found;
    try {
      found = md5(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new AssetException(
          "there is no %s: put the ROM of %s there, or unset %s".formatted(file, game, VARIABLE),
          e);
    } catch (IOException e) {
      throw new AssetException("cannot read " + file + ": " + e.getMessage(), e);
    }
    if (!found.equals(expected)) {
      throw new AssetException(
          "%s is not the ROM of %s that ALE knows: its MD5 is %s, not %s"
              .formatted(file, game, found, expected));
    }
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
