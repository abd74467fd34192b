package dev.admiral.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path temporary;

  @Test
  void theNameTellsWhatIsInside() {
    LocalDateTime now = LocalDateTime.of(2026, 1, 1, 12, 0);

    assertThat(RunFolder.create(temporary.resolve("runs"), "admrl", "hopper-2d", 1, now).path())
        .isEqualTo(temporary.resolve("runs/admrl-hopper-2d-20260101-120000-s1"))
        .isEmptyDirectory();
    assertThat(RunFolder.create(temporary.resolve("runs"), "admrl", "hopper-2d", 1, now).path())
        .hasFileName("admrl-hopper-2d-20260101-120000-s1-2");
  }

  @Test
  void anEmptyFolderMayBeUsed() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));

    assertThat(RunFolder.create(empty).path()).isEmptyDirectory();
  }

  @Test
  void aConfigurationHoldsAllThatIsNeededToRunAgain() {
    RunFolder folder = RandomWalkProcess.prepare(temporary.resolve("run"), "quick", "walk.size=9");

    RunConfig config = RunConfig.read(folder.config());

    assertThat(config.algorithm()).isEqualTo("random-walk");
    assertThat(config.environment()).isEqualTo("line");
    assertThat(config.preset()).isEqualTo("quick");
    assertThat(config.seed()).isEqualTo(7);
    assertThat(config.settings().toString())
        .isEqualTo(
            "{\"updates\":40,\"fail-at\":0,"
                + "\"walk\":{\"size\":9,\"growth\":0,\"milliseconds\":0}}");
    assertThat(config.versions().propertyNames())
        .containsExactly("admiral", "java", "os", "processor");
    assertThat(folder.config()).hasContent(config.toYaml());
  }

  @Test
  void theBeginningIsKeptAndMayBeUnknown() throws IOException {
    RunFolder folder = RandomWalkProcess.prepare(temporary.resolve("run"), "quick");
    RunConfig old = RunConfig.read(folder.config());
    assertThat(old.begun()).isEmpty();
    assertThat(folder.config()).content().doesNotContain("begun");

    RunConfig begun = old.begunAt(Instant.parse("2026-01-31T12:34:56.789Z"));
    AtomicFile.write(folder.config(), begun.toYaml());
    RunConfig read = RunConfig.read(folder.config());

    assertThat(read).isEqualTo(begun);
    assertThat(read.begun()).contains("2026-01-31T12:34:56Z");
    assertThat(old.begunWith(read).toYaml()).isEqualTo(begun.toYaml());
    assertThat(read.with(List.of("walk.size=9")).begun()).isEqualTo(read.begun());

    AtomicFile.write(folder.config(), begun.toYaml().replace("2026-01-31T12:34:56Z", "yesterday"));
    assertThatThrownBy(() -> RunConfig.read(folder.config()))
        .isInstanceOf(UsageException.class)
        .hasMessage("begun must be a time such as 2026-01-31T12:00:00Z, not yesterday");
  }

  @Test
  void theVersionIsTheBuilds() throws IOException {
    Path pom = Path.of("pom.xml");

    assertThat(Files.readString(pom)).contains("<version>" + Versions.ADMIRAL + "</version>");
  }
}
