package dev.admiral.experiments.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One setting of an algorithm.
 *
 * @param key its path, such as {@code training.tasks}
 * @param value what it is
 * @param allowed what it may be, in words, such as {@code a whole number}
 */
public record Setting(String key, JsonNode value, String allowed) {

  /** All settings of a record, in the order of its components. */
  public static List<Setting> of(Record settings) {
    List<Setting> list = new ArrayList<>();
    collect(settings, "", list);
    return List.copyOf(list);
  }

  private static void collect(Record settings, String path, List<Setting> list) {
    JsonNode tree = Yaml.tree(settings);
    for (Map.Entry<String, RecordComponent> component :
        RecordBinder.components(settings.getClass()).entrySet()) {
      String key = RecordBinder.join(path, component.getKey());
      if (RecordBinder.valueOf(component.getValue(), settings) instanceof Record nested) {
        collect(nested, key, list);
      } else {
        list.add(
            new Setting(
                key,
                tree.path(component.getKey()),
                words(component.getValue().getGenericType(), false)));
      }
    }
  }

  /** The value as it is written after {@code KEY=}. */
  public String valueText() {
    boolean word = value.isString() && value.stringValue().matches("[a-z][a-z0-9-]*");
    return word ? value.stringValue() : value.toString();
  }

  private static String words(Type type, boolean many) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == List.class) {
        return (many ? "lists of " : "a list of ") + words(element, true);
      }
      if (generic.getRawType() == Optional.class) {
        return words(element, many) + ", or null";
      }
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return many ? "whole numbers" : "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return many ? "numbers" : "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type instanceof Class<?> raw && raw.isEnum()) {
      return Arrays.stream(raw.getEnumConstants())
          .map(constant -> KebabCase.ofConstant((Enum<?>) constant))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return type == String.class ? "text" : "a map of keys and values";
  }
}
