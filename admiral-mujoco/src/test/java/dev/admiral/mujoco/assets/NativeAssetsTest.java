package dev.admiral.mujoco.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.asset.AssetCache;
import dev.admiral.asset.AssetException;
import dev.admiral.asset.AssetReport;
import dev.admiral.asset.WheelSource;
import dev.admiral.mujoco.RequiresMujoco;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeAssetsTest {
  private static final String MODEL = "gymnasium/envs/mujoco/assets/hopper.xml";
  private static final String LIBRARY =
      System.getProperty("os.name").startsWith("Mac")
          ? "mujoco/libmujoco.3.14.0.dylib"
          : "mujoco/libmujoco.so.3.14.0";

  @TempDir Path folder;
  private final List<String> progress = new ArrayList<>();

  private NativeAssets assets(WheelSource source, String... variables) {
    Map<String, String> environment =
        variables.length == 0 ? Map.of() : Map.of(variables[0], variables[1]);
    return new NativeAssets(environment, new AssetCache(folder.resolve("cache")), source);
  }

  /** A source of one wheel, which holds one file. */
  private static WheelSource wheelOf(String name, String content) {
    return (requirement, target) -> {
      Path file = target.resolve("fake.whl");
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.putNextEntry(new ZipEntry("fake.dist-info/RECORD"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        String line =
            "%s,sha256=%s,%d\n"
                .formatted(
                    name,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                    bytes.length);
        zip.write(line.getBytes(StandardCharsets.UTF_8));
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
      return file;
    };
  }

  private void expectNothingInTheCache() throws IOException {
    try (var files = Files.list(folder.resolve("cache"))) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly(".lock");
    }
  }

  @Test
  void fetchesModelsOnceAndSaysSo() {
    NativeAssets assets = assets(wheelOf(MODEL, "<mujoco/>"));
    Path models = assets.models(progress::add);
    assertThat(models.resolve("hopper.xml")).hasContent("<mujoco/>");
    assertThat(progress).singleElement().asString().startsWith("fetching gymnasium 1.3.0 into ");
    assertThat(assets((requirement, target) -> null).models(progress::add)).isEqualTo(models);
    assertThat(progress).hasSize(1);
  }

  @Test
  void refusesWheelsWithoutTheFiles() throws IOException {
    assertThatThrownBy(() -> assets(wheelOf("else/x.xml", "x")).models(progress::add))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("the wheel holds no gymnasium/envs/mujoco/assets/*.xml")
        .hasMessageContaining("ADMIRAL_MUJOCO_MODELS");
    assertThatThrownBy(() -> assets(wheelOf("else/x.so", "x")).library(progress::add))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("lacks " + LIBRARY)
        .hasMessageContaining("ADMIRAL_MUJOCO_LIBRARY");
    expectNothingInTheCache();
  }

  @Test
  void refusesALibraryThatDoesNotLoad() throws IOException {
    assertThatThrownBy(() -> assets(wheelOf(LIBRARY, "no library")).library(progress::add))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("does not load as a library on this platform");
    expectNothingInTheCache();
  }

  @Test
  void saysInOneLineWhatIsNeededAndWhatToDo() {
    WheelSource offline =
        (requirement, target) -> {
          throw new AssetException("cannot run python3");
        };
    assertThatThrownBy(() -> assets(offline).library(progress::add))
        .isInstanceOf(AssetException.class)
        .hasMessage(
            "mujoco 3.14.0 is needed and cannot be fetched: cannot run python3 (or set"
                + " ADMIRAL_MUJOCO_LIBRARY to a copy of yours)");
  }

  @Test
  void variablesPointElsewhere() throws IOException {
    WheelSource never =
        (requirement, target) -> {
          throw new AssertionError("nothing is to be fetched");
        };
    Path models = Files.createDirectory(folder.resolve("models"));
    assertThat(assets(never, "ADMIRAL_MUJOCO_MODELS", models.toString()).models(progress::add))
        .isEqualTo(models);
    Path library = Files.createFile(folder.resolve("libmujoco"));
    assertThat(assets(never, "ADMIRAL_MUJOCO_LIBRARY", library.toString()).library(progress::add))
        .isEqualTo(library);

    assertThatThrownBy(
            () -> assets(never, "ADMIRAL_MUJOCO_MODELS", library.toString()).models(progress::add))
        .hasMessage("ADMIRAL_MUJOCO_MODELS names no folder: " + library);
    assertThatThrownBy(
            () -> assets(never, "ADMIRAL_MUJOCO_LIBRARY", models.toString()).library(progress::add))
        .hasMessage("ADMIRAL_MUJOCO_LIBRARY names no file: " + models);
  }

  @Test
  void reportsWithoutFetching() {
    WheelSource source = wheelOf(MODEL, "<mujoco/>");
    assertThat(assets(source).report())
        .extracting(AssetReport::name, AssetReport::version)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("MuJoCo library", "3.14.0"),
            org.assertj.core.groups.Tuple.tuple("Gymnasium models", "1.3.0"));
    assertThat(assets(source).report())
        .allSatisfy(report -> {
          assertThat(report.location()).isEmpty();
          assertThat(report.problem().orElseThrow()).contains("not fetched yet");
        });
    Path models = assets(source).models(progress::add);
    AssetReport after = assets(source).report().getLast();
    assertThat(after.location()).contains(models);
    assertThat(after.problem()).isEmpty();

    AssetReport wrong =
        assets(source, "ADMIRAL_MUJOCO_LIBRARY", "/no/such/file").report().getFirst();
    assertThat(wrong.origin()).isEqualTo("ADMIRAL_MUJOCO_LIBRARY");
    assertThat(wrong.problem().orElseThrow()).contains("names nothing that exists");
  }

  @Test
  @RequiresMujoco
  void theRealLibraryIsThere() {
    assertThat(NativeAssets.ofEnvironment().report())
        .allSatisfy(report -> assertThat(report.problem()).isEmpty());
  }
}
