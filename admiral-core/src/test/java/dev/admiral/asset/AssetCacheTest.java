package dev.admiral.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetCacheTest {
  @TempDir Path root;

  private static void fill(Path content) throws IOException {
    Files.writeString(content.resolve("first"), "1");
    Files.writeString(content.resolve("second"), "2");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void installsOnceAndFindsAfterwards() throws IOException {
    AssetCache cache = new AssetCache(root);
    assertThat(cache.find("thing")).isEmpty();
    Path folder =
        cache.install(
            "thing",
            (content, scratch) -> {
              Files.writeString(scratch.resolve("wheel"), "w");
              fill(content);
            });
    assertThat(folder).isEqualTo(root.resolve("thing"));
    assertThat(folder.resolve("second")).hasContent("2");
    assertThat(cache.find("thing")).contains(folder);
    assertThat(
            cache.install(
                "thing",
                (content, scratch) -> {
                  throw new AssertionError("it is there already");
                }))
        .isEqualTo(folder);
    assertThat(files()).containsExactly(".lock", "thing");
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    AssetCache cache = new AssetCache(root);
    assertThatThrownBy(() ->
            cache.install(
                "thing",
                (content, scratch) -> {
                  fill(content);
                  throw new AssetException("the wheel is damaged");
                }))
        .isInstanceOf(AssetException.class)
        .hasMessage("the wheel is damaged");
    assertThat(files()).containsExactly(".lock");
  }

  @Test
  void aFullDiskSaysWhereAndWhatToDo() throws IOException {
    AssetCache cache = new AssetCache(root);
    assertThatThrownBy(() ->
            cache.install(
                "thing",
                (content, scratch) -> {
                  fill(content);
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("cannot write to the cache " + root)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("ADMIRAL_CACHE");
    assertThat(files()).containsExactly(".lock");
  }

  @Test
  void anUnwritableCacheSaysWhereAndWhatToDo() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "in the way");
    assertThatThrownBy(
            () -> new AssetCache(file).install("thing", (content, scratch) -> fill(content)))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("cannot write to the cache " + file)
        .hasMessageContaining("ADMIRAL_CACHE");
  }

  @Test
  void ofManyThreadsOneInstalls() throws Exception {
    AtomicInteger installs = new AtomicInteger();
    List<Callable<Path>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() ->
          new AssetCache(root)
              .install(
                  "thing",
                  (content, scratch) -> {
                    installs.incrementAndGet();
                    fill(content);
                  }));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Path> folder : threads.invokeAll(calls)) {
        assertThat(folder.get().resolve("second")).hasContent("2");
      }
    }
    assertThat(installs).hasValue(1);
  }

  @Test
  void ofTwoProcessesOneInstalls() throws Exception {
    Process left = slowInstall(300);
    Process right = slowInstall(300);
    List<String> said = new ArrayList<>();
    for (Process process : List.of(left, right)) {
      said.addAll(process.inputReader().readAllLines());
      assertThat(process.waitFor()).isZero();
    }
    assertThat(said).containsExactlyInAnyOrder("filling", "whole", "whole");
    assertThat(files()).containsExactly(".lock", "thing");
  }

  @Test
  void aKilledProcessLeavesNoHalfFolderAndIsSweptUp() throws Exception {
    Process process = slowInstall(60_000);
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("filling");
    process.destroyForcibly().waitFor();
    AssetCache cache = new AssetCache(root);
    assertThat(cache.find("thing")).isEmpty();
    assertThat(files()).anyMatch(name -> name.startsWith(".partial-" + process.pid()));

    Path folder = cache.install("thing", (content, scratch) -> fill(content));
    assertThat(folder.resolve("second")).hasContent("2");
    assertThat(files()).containsExactly(".lock", "thing");
  }

  private Process slowInstall(long milliseconds) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SlowInstall.class.getName(),
            root.toString(),
            Long.toString(milliseconds))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void standsWhereTheEnvironmentSays() {
    Path home = Path.of("/home/someone");
    assertThat(AssetCache.folder(Map.of(), home, "Linux"))
        .isEqualTo(home.resolve(".cache/admiral"));
    assertThat(AssetCache.folder(Map.of(), home, "Mac OS X"))
        .isEqualTo(home.resolve("Library/Caches/admiral"));
    Map<String, String> xdg = Map.of("XDG_CACHE_HOME", "/xdg");
    assertThat(AssetCache.folder(xdg, home, "Linux")).isEqualTo(Path.of("/xdg/admiral"));
    Map<String, String> both = Map.of("XDG_CACHE_HOME", "/xdg", "ADMIRAL_CACHE", "/mine");
    assertThat(AssetCache.folder(both, home, "Mac OS X")).isEqualTo(Path.of("/mine"));
  }
}
