package dev.admiral.experiments.run;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.file.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code config.yaml}: everything that is needed to run a run again.
 *
 * @param algorithm its id
 * @param environment the id of the environment or family
 * @param preset what the settings were derived from
 * @param seed the root of all random streams
 * @param threads how many threads compute, at least 1; results do not depend on it
 * @param checkpointSeconds how many seconds of work a kill may cost, or more where checkpoints take long; at least
 *     0, which is a checkpoint after every update
 * @param begun when; empty where that was not recorded
 * @param settings the algorithm's settings, all of them
 * @param versions what the run was begun with
 */
public record RunConfig(
    String algorithm,
    String environment,
    String preset,
    long seed,
    int threads,
    double checkpointSeconds,
    Optional<String> begun,
    ObjectNode settings,
    ObjectNode versions) {

  private static final String BEGUN = "begun";

  private static final RunConfig BLANK =
      new RunConfig(
          "",
          "",
          "",
          0,
          1,
          0,
          Optional.empty(),
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.objectNode());

  public RunConfig {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    if (!(checkpointSeconds >= 0)) {
      throw new IllegalArgumentException(
          "checkpoint-seconds must be at least 0, not " + checkpointSeconds);
    }
    begun.ifPresent(RunConfig::checkTime);
  }

  private static void checkTime(String begun) {
    try {
      Instant.parse(begun);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "begun must be a time such as 2026-01-31T12:00:00Z, not " + begun, e);
    }
  }

  /**
   * What a user asks for; empty means the algorithm's default.
   *
   * @param assignments {@code key=value}, the last of a key wins
   */
  public record Request(
      String environment,
      String preset,
      long seed,
      int threads,
      double checkpointSeconds,
      List<String> assignments) {}

  /**
   * The configuration of a new run: the algorithm's defaults, changed by the preset, changed by the
   * user.
   *
   * @throws UsageException if something is asked for that does not exist or is impossible
   */
  public static <C extends Record> RunConfig of(Algorithm<C> algorithm, Request request) {
    String environment =
        Nearest.choose(
            "environment of " + algorithm.id(), request.environment(), algorithm.environments());
    String preset =
        Nearest.choose("preset of " + algorithm.id(), request.preset(), algorithm.presets());
    C settings =
        Preset.load(algorithm.presetFolder(), preset, algorithm.presetVariant(environment))
            .applyTo(algorithm.defaults(environment), request.assignments());
    algorithm.check(settings, environment);
    algorithm.checkMemory(settings, environment);
    settings = algorithm.complete(settings, environment);
    ObjectNode tree =
        JsonNodeFactory.instance
            .objectNode()
            .put("algorithm", algorithm.id())
            .put("environment", environment)
            .put("preset", preset)
            .put("seed", request.seed())
            .put("threads", request.threads())
            .put("checkpoint-seconds", request.checkpointSeconds());
    tree.set("settings", Yaml.tree(settings));
    tree.set("versions", Versions.of(environment));
    return RecordBinder.bind(BLANK, tree);
  }

  /**
   * Reads {@code config.yaml}.
   *
   * @throws UsageException if the file is not one
   */
  public static RunConfig read(Path file) {
    try {
      ObjectNode tree = Yaml.parse(file.toString(), Files.readString(file));
      for (String key : Yaml.tree(BLANK).propertyNames()) {
        if (!tree.has(key) && !key.equals(BEGUN)) {
          throw new UsageException(file + " has no \"" + key + "\"");
        }
      }
      return RecordBinder.bind(BLANK, tree);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + IoReason.of(e), e);
    }
  }

  public String toYaml() {
    ObjectNode tree = Yaml.tree(this);
    if (begun.isEmpty()) {
      tree.remove(BEGUN);
    }
    return Yaml.write(tree);
  }

  /** This configuration of a run that begins now, to the second. */
  public RunConfig begunAt(Instant now) {
    return begun(Optional.of(now.truncatedTo(ChronoUnit.SECONDS).toString()), versions);
  }

  /** This configuration of a run that began when {@code other} did, on what it did. */
  public RunConfig begunWith(RunConfig other) {
    return begun(other.begun, other.versions);
  }

  private RunConfig begun(Optional<String> when, ObjectNode on) {
    return new RunConfig(
        algorithm, environment, preset, seed, threads, checkpointSeconds, when, settings, on);
  }

  /** This configuration computed by another number of threads, which changes no result. */
  public RunConfig withThreads(int count) {
    return new RunConfig(
        algorithm, environment, preset, seed, count, checkpointSeconds, begun, settings, versions);
  }

  /** This configuration with some settings changed. */
  public RunConfig with(List<String> assignments) {
    return new RunConfig(
        algorithm,
        environment,
        preset,
        seed,
        threads,
        checkpointSeconds,
        begun,
        Yaml.assign(settings, assignments),
        versions);
  }

  /**
   * Whether everything that concerns training is the same, but for the algorithm.
   *
   * @param afterwards as for {@link #trainingSettings}
   */
  public boolean trainsAs(RunConfig other, List<String> afterwards) {
    return seed == other.seed
        && environment.equals(other.environment)
        && trainingSettings(afterwards).equals(other.trainingSettings(afterwards));
  }

  /**
   * By key, all settings but those of what is done with the trained model.
   *
   * @param afterwards the groups of those, such as {@link Algorithm#settingsAfterTraining}
   */
  public Map<String, String> trainingSettings(List<String> afterwards) {
    ObjectNode training = settings.deepCopy();
    training.remove(afterwards);
    return Yaml.flatten(training);
  }

  /** What differs now from what the run was begun with, a line each. */
  public List<String> changedVersions() {
    return Versions.of(environment).properties().stream()
        .filter(now -> !now.getValue().equals(versions.get(now.getKey())))
        .map(now ->
            "the run was begun with %s %s, and goes on with %s: its numbers may differ"
                .formatted(
                    now.getKey(),
                    versions.path(now.getKey()).asString("unknown"),
                    now.getValue().asString("")))
        .toList();
  }
}
