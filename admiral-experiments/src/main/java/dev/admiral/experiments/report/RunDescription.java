package dev.admiral.experiments.report;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The part of a run's configuration that a report names.
 *
 * @param algorithm its id
 * @param environment the id of the environment or task family
 * @param preset what the settings were derived from
 * @param seed of all random streams
 * @param begun when; empty where that was not recorded
 * @param versions what the run was begun with, by name
 */
public record RunDescription(
    String algorithm,
    String environment,
    String preset,
    String seed,
    Optional<Instant> begun,
    Map<String, String> versions) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String UNKNOWN = "unknown";

  public RunDescription {
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
  }

  /**
   * Reads {@code config.yaml}. A report of an old or strange run is better than none: what is not
   * there is "unknown".
   */
  static RunDescription parse(String yaml) {
    JsonNode config = tree(yaml);
    Map<String, String> versions = new LinkedHashMap<>();
    config
        .path("versions")
        .properties()
        .forEach(version -> versions.put(version.getKey(), version.getValue().asString("")));
    return new RunDescription(
        config.path("algorithm").asString(UNKNOWN),
        config.path("environment").asString(UNKNOWN),
        config.path("preset").asString(UNKNOWN),
        config.path("seed").asString(UNKNOWN),
        time(config.path("begun").asString("")),
        versions);
  }

  private static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JacksonException e) {
      return YAML.createObjectNode();
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /**
   * The command that does the run again.
   *
   * @param changes of the preset's settings, {@code KEY=VALUE}
   */
  String command(List<String> changes) {
    StringBuilder line =
        new StringBuilder(
            "./admiral train %s --env %s --preset %s --seed %s"
                .formatted(algorithm, environment, preset, seed));
    changes.forEach(change -> line.append(" \\\n  --set ").append(ShellWord.quoted(change)));
    return line.toString();
  }
}
