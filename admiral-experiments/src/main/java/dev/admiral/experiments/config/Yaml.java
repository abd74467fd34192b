package dev.admiral.experiments.config;

import dev.admiral.experiments.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Trees of settings to and from YAML. */
public final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .build();

  private Yaml() {}

  /**
   * Reads a map of settings; an empty text is an empty map.
   *
   * @param source where the text is from, for messages
   * @throws UsageException if the text is no such map, naming the line
   */
  public static ObjectNode parse(String source, String text) {
    JsonNode node = tree(source, text);
    if (node.isMissingNode() || node.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (node instanceof ObjectNode map) {
      return map;
    }
    throw new UsageException(source + " does not hold keys and values");
  }

  /** Writes a tree; equal trees give equal texts. */
  public static String write(JsonNode tree) {
    return MAPPER.writeValueAsString(tree);
  }

  /** Reads {@code a.b=value}, whose value is YAML, as the tree {@code {a: {b: value}}}. */
  public static ObjectNode assignment(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new UsageException("\"" + text + "\" is not an assignment such as training.tasks=8");
    }
    String key = text.substring(0, equals).strip();
    JsonNode value = tree("the value of " + key, text.substring(equals + 1));
    if (value.isMissingNode()) {
      throw new UsageException("\"" + text + "\" gives " + key + " no value");
    }
    List<String> names = new ArrayList<>(List.of(key.split("\\.", -1)));
    for (String name : names.reversed()) {
      ObjectNode parent = JsonNodeFactory.instance.objectNode();
      parent.set(name, value);
      value = parent;
    }
    return (ObjectNode) value;
  }

  /** A tree changed by assignments such as {@code a.b=value}, the last of a key wins. */
  public static ObjectNode assign(ObjectNode tree, List<String> assignments) {
    ObjectNode result = tree;
    for (String assignment : assignments) {
      result = merge(result, assignment(assignment));
    }
    return result;
  }

  /** Both trees in one; where both have a value, that of {@code over} stands. */
  public static ObjectNode merge(ObjectNode under, ObjectNode over) {
    ObjectNode merged = under.deepCopy();
    for (Map.Entry<String, JsonNode> property : over.properties()) {
      JsonNode below = merged.get(property.getKey());
      merged.set(
          property.getKey(),
          below instanceof ObjectNode first && property.getValue() instanceof ObjectNode second
              ? merge(first, second)
              : property.getValue().deepCopy());
    }
    return merged;
  }

  /** The settings of a record as a tree, in the order of its components. */
  public static ObjectNode tree(Record settings) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    RecordBinder.components(settings.getClass())
        .forEach(
            (key, component) -> tree.set(key, value(RecordBinder.valueOf(component, settings))));
    return tree;
  }

  /** The values of a tree by their paths, such as {@code training.tasks}, in the tree's order. */
  public static Map<String, String> flatten(ObjectNode tree) {
    Map<String, String> values = new LinkedHashMap<>();
    flatten(tree, "", values);
    return values;
  }

  private static void flatten(ObjectNode tree, String path, Map<String, String> values) {
    tree.properties()
        .forEach(property -> {
          String key = RecordBinder.join(path, property.getKey());
          if (property.getValue() instanceof ObjectNode map) {
            flatten(map, key, values);
          } else {
            values.put(
                key,
                property.getValue().isString()
                    ? property.getValue().asString("")
                    : property.getValue().toString());
          }
        });
  }

  private static JsonNode value(@Nullable Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case Integer number -> nodes.numberNode(number);
      case Long number -> nodes.numberNode(number);
      case Double number -> nodes.numberNode(number);
      case Boolean flag -> nodes.booleanNode(flag);
      case String text -> nodes.stringNode(text);
      case Enum<?> constant -> nodes.stringNode(KebabCase.ofConstant(constant));
      case Record nested -> tree(nested);
      case JsonNode tree -> tree;
      case Optional<?> optional -> optional.map(Yaml::value).orElse(nodes.nullNode());
      case List<?> list -> nodes.arrayNode().addAll(list.stream().map(Yaml::value).toList());
      case null, default -> throw new IllegalStateException("no setting can be " + value);
    };
  }

  private static JsonNode tree(String source, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new UsageException(
          source + line + " is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    }
  }
}
