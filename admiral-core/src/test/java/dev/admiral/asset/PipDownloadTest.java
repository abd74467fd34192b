package dev.admiral.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in Python's place. */
class PipDownloadTest {
  @TempDir Path folder;

  private PipDownload pip(String script) throws IOException {
    Path file = folder.resolve("python.sh");
    Files.writeString(file, script);
    return new PipDownload(List.of("sh", file.toString()));
  }

  @Test
  void asksPipForTheWheelAloneAndFindsIt() throws IOException {
    Path target = Files.createDirectory(folder.resolve("download"));
    Path wheel =
        pip("echo \"$@\" > " + folder.resolve("arguments") + "; touch " + target + "/thing.whl")
            .fetch("thing==1", target);
    assertThat(wheel).isEqualTo(target.resolve("thing.whl"));
    assertThat(folder.resolve("arguments"))
        .content()
        .startsWith("-m pip download ")
        .contains("--no-deps --only-binary=:all: --dest " + target + " thing==1");
  }

  @Test
  void repeatsPipsLastError() throws IOException {
    PipDownload pip =
        pip("echo 'ERROR: one'; echo 'ERROR: No matching distribution found' >&2; echo; exit 1");
    assertThatThrownBy(() -> pip.fetch("thing==1", folder))
        .isInstanceOf(AssetException.class)
        .hasMessageEndingWith(
            "-m pip download thing==1 failed (1): No matching distribution found");
  }

  @Test
  void tellsALostNetworkFromAMissingDistribution() throws IOException {
    PipDownload pip =
        pip("echo 'WARNING: Retrying (Retry(total=0))'; echo 'ERROR: No match' >&2; exit 1");
    assertThatThrownBy(() -> pip.fetch("thing==1", folder))
        .hasMessageEndingWith("no connection to the package index; No match");
  }

  @Test
  void saysThatPipIsMissing() throws IOException {
    PipDownload pip = pip("echo 'python3: No module named pip' >&2; exit 1");
    assertThatThrownBy(() -> pip.fetch("thing==1", folder))
        .hasMessageEndingWith("python3: No module named pip");
  }

  @Test
  void saysThatPythonIsMissing() {
    PipDownload pip = new PipDownload(List.of("no-such-python"));
    assertThatThrownBy(() -> pip.fetch("thing==1", folder))
        .isInstanceOf(AssetException.class)
        .hasMessage("cannot run no-such-python, which fetches thing==1: install Python 3 with pip");
  }

  @Test
  void saysThatNothingCame() throws IOException {
    Path target = Files.createDirectory(folder.resolve("download"));
    PipDownload pip = pip("exit 0");
    assertThatThrownBy(() -> pip.fetch("thing==1", target))
        .isInstanceOf(AssetException.class)
        .hasMessage("pip left no wheel of thing==1");
  }
}
