package dev.admiral.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.asset.AssetCache;
import dev.admiral.atari.assets.Roms;
import dev.admiral.mujoco.assets.NativeAssets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path temporary;

  @Test
  void saysWhatToDoAboutWhatIsMissing() {
    Map<String, String> variables =
        Map.of(
            NativeAssets.LIBRARY_VARIABLE,
            temporary.resolve("nowhere.so").toString(),
            "ADMIRAL_CACHE",
            temporary.toString());
    NativeAssets assets =
        new NativeAssets(
            variables,
            AssetCache.ofEnvironment(variables),
            (requirement, folder) -> {
              throw new AssertionError("the doctor fetches nothing");
            });

    Roms roms =
        new Roms(
            variables,
            AssetCache.ofEnvironment(variables),
            (requirement, folder) -> {
              throw new AssertionError("the doctor fetches nothing");
            });

    List<Finding> findings = new Doctor(assets, roms).examine();

    assertThat(findings)
        .extracting(Finding::subject)
        .containsExactly(
            "Admiral",
            "Java",
            "operating system",
            "processor",
            "threads",
            "kernels",
            "MuJoCo library",
            "Gymnasium models",
            "Atari ROMs");
    assertThat(findings)
        .filteredOn(finding -> finding.remedy().isPresent())
        .extracting(Finding::subject)
        .containsExactly("MuJoCo library", "Gymnasium models", "Atari ROMs");
    assertThat(findings.get(5).found()).contains("GFLOP/s");
  }
}
