package dev.admiral.atari.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.asset.AssetCache;
import dev.admiral.asset.AssetException;
import dev.admiral.asset.AssetReport;
import dev.admiral.asset.WheelSource;
import dev.admiral.atari.RequiresAle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RomsTest {
  private static final WheelSource NEVER =
      (requirement, target) -> {
        throw new AssertionError("nothing is to be fetched");
      };

  @TempDir Path folder;
  private final List<String> progress = new ArrayList<>();

  private Roms roms(WheelSource source, Map<String, String> variables) {
    return new Roms(variables, new AssetCache(folder.resolve("cache")), source);
  }

  private Roms named(Path roms) {
    return roms(NEVER, Map.of("ADMIRAL_ATARI_ROMS", roms.toString()));
  }

  @Test
  void refusesAFileThatAleDoesNotKnow() throws IOException {
    Path rom = Files.writeString(folder.resolve("boxing.bin"), "no game");
    assertThatThrownBy(() -> named(folder).rom("boxing", progress::add))
        .isInstanceOf(AssetException.class)
        .hasMessage(
            rom
                + " is not the ROM of boxing that ALE knows: its MD5 is"
                + " 1e2fd1645151e08b4c9641d068ff9818, not c3ef5c4653212088eda54dc91d787870");
    assertThat(progress).isEmpty();
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> named(folder).rom("space-invaders", progress::add))
        .isInstanceOf(AssetException.class)
        .hasMessage(
            "there is no "
                + folder.resolve("space_invaders.bin")
                + ": put the ROM of space-invaders there, or unset ADMIRAL_ATARI_ROMS");
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> named(nowhere).rom("boxing", progress::add))
        .isInstanceOf(AssetException.class)
        .hasMessage("ADMIRAL_ATARI_ROMS names no folder: " + nowhere);
  }

  @Test
  void saysInOneLineWhatIsNeededAndWhatToDo() {
    WheelSource offline =
        (requirement, target) -> {
          assertThat(requirement).isEqualTo("ale-py==0.12.1");
          throw new AssetException("cannot run python3");
        };
    assertThatThrownBy(() -> roms(offline, Map.of()).rom("boxing", progress::add))
        .isInstanceOf(AssetException.class)
        .hasMessage(
            "ale-py 0.12.1 is needed and cannot be fetched: cannot run python3 (or set"
                + " ADMIRAL_ATARI_ROMS to a copy of yours)");
    assertThat(progress).singleElement().asString().startsWith("fetching ale-py 0.12.1 into ");
  }

  @Test
  void refusesAWheelWithoutTheRoms() {
    WheelSource empty =
        (requirement, target) -> {
          Path file = target.resolve("empty.whl");
          try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("empty.dist-info/RECORD"));
            zip.write("".getBytes(StandardCharsets.UTF_8));
          }
          return file;
        };
    assertThatThrownBy(() -> roms(empty, Map.of()).rom("boxing", progress::add))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("lacks ale_py/roms/adventure.bin");
    assertThat(folder.resolve("cache/ale-py-0.12.1-roms")).doesNotExist();
  }

  @Test
  void reportsWithoutFetching() {
    AssetReport missing = roms(NEVER, Map.of()).report();
    assertThat(missing.name()).isEqualTo("Atari ROMs");
    assertThat(missing.version()).isEqualTo("ale-py 0.12.1");
    assertThat(missing.problem().orElseThrow()).contains("not fetched yet");
    assertThat(named(folder).report().problem()).isEmpty();
  }

  @Test
  @RequiresAle
  void everyGameHasItsRom() {
    Roms roms = Roms.ofEnvironment();
    for (String game : Roms.games()) {
      assertThat(roms.rom(game, progress::add)).isRegularFile();
    }
    assertThat(roms.report().problem()).isEmpty();
  }
}
