package dev.admiral.experiments.config;

import dev.admiral.experiments.UsageException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes records out of a tree of settings; what the tree leaves out keeps its value. */
public final class RecordBinder {
  private RecordBinder() {}

  /**
   * A record that differs from {@code base} in what {@code settings} say.
   *
   * @throws UsageException if a key is unknown or a value impossible, naming its path
   */
  public static <R extends Record> R bind(R base, JsonNode settings) {
    return bind(base, settings, "");
  }

  @SuppressWarnings("unchecked") // a record's canonical constructor makes a record of its own class
  static <R extends Record> R bind(R base, JsonNode settings, String path) {
    if (!settings.isObject()) {
      throw new UsageException(
          "%s is %s, but must hold the keys %s"
              .formatted(
                  path.isEmpty() ? "the configuration" : path,
                  settings,
                  String.join(", ", components(base.getClass()).keySet())));
    }
    Map<String, RecordComponent> components = components(base.getClass());
    for (Map.Entry<String, JsonNode> property : settings.properties()) {
      if (!components.containsKey(property.getKey())) {
        throw new UsageException(
            Nearest.unknown(
                path.isEmpty() ? "key" : "key of " + path, property.getKey(), components.keySet()));
      }
    }
    Object[] arguments = new Object[components.size()];
    int index = 0;
    for (Map.Entry<String, RecordComponent> component : components.entrySet()) {
      String key = component.getKey();
      Object value = valueOf(component.getValue(), base);
      JsonNode node = settings.get(key);
      arguments[index++] =
          node == null
              ? value
              : ValueBinder.bind(
                  component.getValue().getGenericType(), value, node, join(path, key));
    }
    return (R) construct(base.getClass(), arguments, path);
  }

  /** The components of a record type by key. */
  static Map<String, RecordComponent> components(Class<? extends Record> type) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(KebabCase.ofComponent(component.getName()), component);
    }
    return components;
  }

  static Object valueOf(RecordComponent component, Record instance) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(instance);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static Object construct(Class<? extends Record> type, Object[] arguments, String path) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw new UsageException(
            refusal(String.valueOf(refusal.getMessage()), components, path), refusal);
      }
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    }
  }

  /** The record's own words, in which a component's name at the beginning becomes its path. */
  private static String refusal(String message, RecordComponent[] components, String path) {
    for (RecordComponent component : components) {
      String key = KebabCase.ofComponent(component.getName());
      for (String name : new String[] {component.getName(), key}) {
        if (message.startsWith(name + " ")) {
          return join(path, key) + message.substring(name.length());
        }
      }
    }
    return path.isEmpty() ? message : path + ": " + message;
  }
}
