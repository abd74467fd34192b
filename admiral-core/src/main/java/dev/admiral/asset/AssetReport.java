package dev.admiral.asset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether one asset is there, found out without fetching it.
 *
 * @param name such as {@code MuJoCo library}
 * @param version the version that Admiral uses
 * @param location where it is; empty while it has not been fetched
 * @param origin who says so: the variable that points at it, or the cache
 * @param problem what is wrong with it and what to do; empty if nothing is
 */
public record AssetReport(
    String name,
    String version,
    Optional<Path> location,
    String origin,
    Optional<String> problem) {}
