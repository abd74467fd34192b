package dev.admiral.experiments.report;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.SettingsNote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether evaluations that stand beside each other were made in the same way. */
final class DifferentSettings {
  private DifferentSettings() {}

  /**
   * A warning that names every setting in which evaluations of one family differ, with its values; empty
   * where none does. An evaluation that does not tell its settings is left out.
   *
   * @param evaluations by label
   */
  static Optional<String> warning(Map<String, Evaluation> evaluations) {
    Map<String, Map<String, Map<String, String>>> families = new LinkedHashMap<>();
    evaluations.forEach((label, evaluation) -> {
      Map<String, String> settings = SettingsNote.of(evaluation);
      if (!settings.isEmpty()) {
        families
            .computeIfAbsent(evaluation.family(), _ -> new LinkedHashMap<>())
            .put(label, settings);
      }
    });
    List<String> differences = new ArrayList<>();
    families.values().forEach(settings -> differences.addAll(differences(settings)));
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "These evaluations were made with different settings, so their numbers do not compare"
                + " directly: "
                + String.join("; ", differences)
                + ".");
  }

  private static List<String> differences(Map<String, Map<String, String>> settings) {
    Set<String> keys = new LinkedHashSet<>();
    settings.values().forEach(each -> keys.addAll(each.keySet()));
    return keys.stream()
        .filter(
            key -> settings.values().stream().map(each -> value(each, key)).distinct().count() > 1)
        .map(key -> key + " (" + values(settings, key) + ")")
        .toList();
  }

  private static String values(Map<String, Map<String, String>> settings, String key) {
    return settings.entrySet().stream()
        .map(run -> run.getKey() + ": " + value(run.getValue(), key))
        .collect(Collectors.joining(", "));
  }

  private static String value(Map<String, String> settings, String key) {
    return settings.getOrDefault(key, "not set");
  }
}
