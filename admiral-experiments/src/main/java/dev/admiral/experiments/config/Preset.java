package dev.admiral.experiments.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A named change of an algorithm's defaults, from {@code presets/FOLDER/NAME.yaml} on the class
 * path. The file holds only what it changes and says why; its first line is a comment that describes
 * it.
 *
 * <p>A key that ends in {@code ?} changes what there is: it is left out where the defaults have 0 or an empty list.
 * So a preset can say how large a grid is without giving one to a family that has too many parameters for it.
 *
 * @param name such as {@code quick}
 * @param description one line on what it is for
 * @param settings what it changes
 */
public record Preset(String name, String description, ObjectNode settings) {
  private static final String CONDITIONAL = "?";

  /** Reads the file of a preset that is known to exist. */
  public static Preset load(String folder, String name) {
    String resource = resource(folder, name);
    String text = read(resource);
    String first = text.lines().findFirst().orElse("");
    if (!first.startsWith("#")) {
      throw new IllegalStateException(resource + " must begin with a comment that describes it");
    }
    return new Preset(name, first.substring(1).strip(), Yaml.parse(resource, text));
  }

  /**
   * The preset as it is for one environment: what {@code presets/FOLDER/NAME/VARIANT.yaml} says, where there is
   * such a file, comes on top.
   *
   * @param variant the environment's id, or what an algorithm calls several of them
   */
  public static Preset load(String folder, String name, String variant) {
    Preset general = load(folder, name);
    return find(folder, name + "/" + variant)
        .map(own ->
            new Preset(name, general.description, Yaml.merge(general.settings, own.settings)))
        .orElse(general);
  }

  /** The preset of this name, if there is one. */
  public static Optional<Preset> find(String folder, String name) {
    boolean exists = Preset.class.getClassLoader().getResource(resource(folder, name)) != null;
    return exists ? Optional.of(load(folder, name)) : Optional.empty();
  }

  private static String resource(String folder, String name) {
    return "presets/" + folder + "/" + name + ".yaml";
  }

  /**
   * The settings of a run: {@code defaults}, changed by this preset, changed by the assignments.
   *
   * @param assignments {@code key=value} as on the command line, the last of a key wins
   * @throws dev.admiral.experiments.UsageException if a key is unknown or a value impossible
   */
  public <C extends Record> C applyTo(C defaults, List<String> assignments) {
    ObjectNode changes = applicable(settings, Yaml.tree(defaults));
    return RecordBinder.bind(defaults, Yaml.assign(changes, assignments));
  }

  private static ObjectNode applicable(ObjectNode changes, JsonNode defaults) {
    ObjectNode applicable = JsonNodeFactory.instance.objectNode();
    changes
        .properties()
        .forEach(change -> {
          boolean isConditional = change.getKey().endsWith(CONDITIONAL);
          String key =
              isConditional
                  ? change.getKey().substring(0, change.getKey().length() - CONDITIONAL.length())
                  : change.getKey();
          JsonNode before = defaults.path(key);
          if (change.getValue() instanceof ObjectNode group) {
            applicable.set(key, applicable(group, before));
          } else if (!isConditional || !isNothing(before)) {
            applicable.set(key, change.getValue());
          }
        });
    return applicable;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNumber() ? value.doubleValue() == 0 : value.isArray() && value.isEmpty();
  }

  private static String read(String resource) {
    try (InputStream in = Preset.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
