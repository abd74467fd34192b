package dev.admiral.asset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of folders, each of which is there whole or not at all: it is filled under another name
 * and renamed once everything in it has been checked. A process killed meanwhile leaves only that
 * other name behind, which the next one to install something sweeps away.
 */
public final class AssetCache {

  /** The variable that moves the cache elsewhere. */
  public static final String VARIABLE = "ADMIRAL_CACHE";

  /** Followed by the number of the process that fills it, a dash and something unique. */
  private static final String PARTIAL = ".partial-";

  private static final Pattern PARTIAL_NAME = Pattern.compile("\\.partial-(\\d+)-.*");

  /** Threads of one process; a file lock only keeps processes apart. */
  private static final Object THREADS = new Object();

  private final Path root;

  public AssetCache(Path root) {
    this.root = root.toAbsolutePath();
  }

  /**
   * The user's cache: {@code ADMIRAL_CACHE}, else {@code admiral} in {@code XDG_CACHE_HOME}, else
   * in the platform's folder for caches.
   *
   * @param environment the process's environment variables
   */
  public static AssetCache ofEnvironment(Map<String, String> environment) {
    return new AssetCache(
        folder(
            environment, Path.of(System.getProperty("user.home")), System.getProperty("os.name")));
  }

  static Path folder(Map<String, String> environment, Path home, String operatingSystem) {
    String admiral = environment.getOrDefault(VARIABLE, "");
    if (!admiral.isEmpty()) {
      return Path.of(admiral);
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!xdg.isEmpty()) {
      return Path.of(xdg, "admiral");
    }
    return operatingSystem.startsWith("Mac")
        ? home.resolve("Library/Caches/admiral")
        : home.resolve(".cache/admiral");
  }

  public Path root() {
    return root;
  }

  /** The folder of this name, if it is there. */
  public Optional<Path> find(String name) {
    Path folder = root.resolve(name);
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }

  /** Fills a new folder. */
  @FunctionalInterface
  public interface Filler {

    /**
     * Writes everything that shall be in the folder.
     *
     * @param content an empty folder, which becomes the cached one
     * @param scratch an empty folder, which is thrown away
     */
    void fill(Path content, Path scratch) throws IOException;
  }

  /**
   * The folder of this name; made by {@code filler} if it is not there. Of several threads and
   * processes that ask at once, one makes it and the others wait.
   *
   * @throws AssetException if the cache cannot be written; nothing of the folder is left then
   */
  public Path install(String name, Filler filler) {
    Optional<Path> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    try {
      Files.createDirectories(root);
      synchronized (THREADS) {
        try (FileChannel channel =
                FileChannel.open(
                    root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (!lock.isValid()) {
            throw new IOException("the lock was lost");
          }
          Optional<Path> meanwhile = find(name);
          return meanwhile.isPresent() ? meanwhile.get() : make(name, filler);
        }
      }
    } catch (IOException e) {
      throw new AssetException(
          "cannot write to the cache "
              + root
              + " ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "): make room there, or name another folder in "
              + VARIABLE,
          e);
    }
  }

  private Path make(String name, Filler filler) throws IOException {
    sweep();
    Path partial = Files.createTempDirectory(root, PARTIAL + ProcessHandle.current().pid() + "-");
    try {
      Path content = Files.createDirectory(partial.resolve("content"));
      filler.fill(content, Files.createDirectory(partial.resolve("scratch")));
      return Files.move(content, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(partial);
    }
  }

  /** Deletes what processes that are gone left behind. */
  private void sweep() throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(root)) {
      files = entries.toList();
    }
    for (Path file : files) {
      Matcher name = PARTIAL_NAME.matcher(file.getFileName().toString());
      if (name.matches()) {
        long process = Long.parseLong(name.group(1));
        boolean ours = process == ProcessHandle.current().pid();
        if (ours || ProcessHandle.of(process).isEmpty()) {
          delete(file);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
