package dev.admiral.experiments.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path temporary;

  @Test
  void replacesTheWholeFileAndLeavesNothingElse() throws IOException {
    Path file = temporary.resolve("new/file");

    AtomicFile.write(file, "a longer text");
    AtomicFile.write(file, "text");

    assertThat(file).hasContent("text");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void saysWhyItFailed() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "mine");
    Path folder = Files.createDirectory(temporary.resolve("folder"));

    refuses(file.resolve("below"), file + " is a file");
    refuses(folder, "it is a folder");
    refuses(Path.of("/proc/no/such/file"), "there is no /proc/no");
    assertThat(IoReason.of(new AccessDeniedException("f"))).isEqualTo("permission denied for f");
    assertThat(file).hasContent("mine");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesNoTemporaryFile() {
    assertThatThrownBy(() -> AtomicFile.write(Path.of("/proc/self/file"), "text"))
        .hasMessage("cannot write /proc/self/file: no file can be made in /proc/self");
  }

  private static void refuses(Path file, String reason) {
    assertThatThrownBy(() -> AtomicFile.write(file, "text"))
        .isInstanceOf(UncheckedIOException.class)
        .message()
        .startsWith("cannot write " + file + ": " + reason)
        .doesNotContain("\n");
  }
}
