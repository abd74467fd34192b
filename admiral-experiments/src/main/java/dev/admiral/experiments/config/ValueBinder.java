package dev.admiral.experiments.config;

import dev.admiral.experiments.UsageException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns one value of a tree of settings into the type that a record needs. */
final class ValueBinder {
  private ValueBinder() {}

  /**
   * @param base the value so far, which a nested record builds on; null inside a list
   * @param path where the value stands, for messages
   */
  static Object bind(Type type, @Nullable Object base, JsonNode node, String path) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == List.class) {
        return list(element, node, path);
      }
      if (generic.getRawType() == Optional.class) {
        return node.isNull() ? Optional.empty() : Optional.of(bind(element, null, node, path));
      }
    }
    if (type == int.class || type == Integer.class) {
      return (int) whole(node, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return whole(node, path, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      if (!node.isNumber()) {
        throw wrong(path, node, "a number");
      }
      return node.doubleValue();
    }
    if (type == boolean.class || type == Boolean.class) {
      if (!node.isBoolean()) {
        throw wrong(path, node, "true or false");
      }
      return node.booleanValue();
    }
    if (type == String.class) {
      if (!node.isString()) {
        throw wrong(path, node, "text (put it in quotes)");
      }
      return node.stringValue();
    }
    if (type instanceof Class<?> raw && raw.isEnum()) {
      return constant(raw.asSubclass(Enum.class), node, path);
    }
    if (type == ObjectNode.class) {
      if (node instanceof ObjectNode tree) {
        return tree;
      }
      throw wrong(path, node, "a map of keys and values");
    }
    if (base instanceof Record nested) {
      return RecordBinder.bind(nested, node, path);
    }
    throw new IllegalStateException("no setting can be of type " + type + ", as " + path + " is");
  }

  /** A whole number, which may be written as {@code 1e6}. */
  private static long whole(JsonNode node, String path, long minimum, long maximum) {
    boolean integral = node.isIntegralNumber();
    if (!integral && !(node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue()))) {
      throw wrong(path, node, "a whole number");
    }
    boolean exact = integral ? node.canConvertToLong() : Math.abs(node.doubleValue()) <= 1L << 53;
    long value = !exact ? 0 : integral ? node.longValue() : (long) node.doubleValue();
    if (!exact || value < minimum || value > maximum) {
      throw wrong(path, node, "a whole number from " + minimum + " to " + maximum);
    }
    return value;
  }

  private static List<Object> list(Type element, JsonNode node, String path) {
    if (!node.isArray()) {
      throw wrong(path, node, "a list such as [1, 2]");
    }
    List<Object> values = new ArrayList<>();
    for (JsonNode item : node) {
      values.add(bind(element, null, item, path + "[" + values.size() + "]"));
    }
    return List.copyOf(values);
  }

  private static Object constant(Class<?> type, JsonNode node, String path) {
    Object[] constants = type.getEnumConstants();
    List<String> names =
        Arrays.stream(constants).map(each -> KebabCase.ofConstant((Enum<?>) each)).toList();
    if (!node.isString()) {
      throw wrong(path, node, "one of " + String.join(", ", names));
    }
    int index = names.indexOf(node.stringValue());
    if (index < 0) {
      throw new UsageException(Nearest.unknown(path, node.stringValue(), names));
    }
    return constants[index];
  }

  private static UsageException wrong(String path, JsonNode node, String needed) {
    return new UsageException("%s is %s, but must be %s".formatted(path, node, needed));
  }
}
