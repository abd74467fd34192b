package dev.admiral.mujoco.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.asset.AssetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
  @TempDir Path folder;

  private Path compile(String source) throws Exception {
    Path file = Files.writeString(folder.resolve("fake.c"), source);
    Path library = folder.resolve("libfake");
    CCompiler.compile(List.of("-shared", "-fPIC", file.toString(), "-o", library.toString()));
    return library;
  }

  @Test
  void acceptsThePinnedVersion() throws Exception {
    Library.requireVersion(compile("int mj_version(void) { return 3014000; }"));
  }

  @Test
  void refusesAnotherVersionByName() throws Exception {
    Path library = compile("int mj_version(void) { return 3008001; }");
    assertThatThrownBy(() -> Library.requireVersion(library))
        .isInstanceOf(AssetException.class)
        .hasMessage(library + " is MuJoCo 3.8.1, but Admiral is bound to 3.14.0");
  }

  @Test
  void refusesAnotherLibrary() throws Exception {
    Path library = compile("int something_else(void) { return 0; }");
    assertThatThrownBy(() -> Library.requireVersion(library))
        .isInstanceOf(AssetException.class)
        .hasMessage("the library has no function mj_version");
  }
}
