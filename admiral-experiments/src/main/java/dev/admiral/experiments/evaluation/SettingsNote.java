package dev.admiral.experiments.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The note of an evaluation that says by which settings it was made, {@code KEY=VALUE, KEY=VALUE}. What is
 * null or an empty list is left out.
 */
public final class SettingsNote {
  /** Its topic. */
  public static final String TOPIC = "Settings";

  private static final Pattern BETWEEN = Pattern.compile(", (?=[a-z0-9.-]+=)");

  private SettingsNote() {}

  /** The text for values by key. */
  public static String text(Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(setting -> says(setting.getValue()))
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The values by key of an evaluation; empty where it has no such note. */
  public static Map<String, String> of(Evaluation evaluation) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : BETWEEN.split(evaluation.notes().getOrDefault(TOPIC, ""), -1)) {
      int equals = setting.indexOf('=');
      if (equals > 0 && says(setting.substring(equals + 1))) {
        settings.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return settings;
  }

  private static boolean says(String value) {
    return !value.equals("null") && !value.equals("[]");
  }
}
