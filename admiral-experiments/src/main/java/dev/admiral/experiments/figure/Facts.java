package dev.admiral.experiments.figure;

import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a reader must know of how the returns were measured. */
final class Facts {
  private Facts() {}

  /** Seeds, tasks and episodes in one sentence or two. */
  static String seeds(Comparison comparison) {
    return "%s. %s. %d test task%s; %s."
        .formatted(
            each(comparison, "Training seeds", Facts::trainingSeeds),
            each(comparison, "Evaluation seeds", Facts::evaluationSeeds),
            comparison.tasks().size(),
            comparison.tasks().size() == 1 ? "" : "s",
            each(comparison, "episodes a return", Facts::episodes));
  }

  /** What the intervals are. */
  static String intervals(List<MethodRuns> methods) {
    return "Bars and bands: 95 % bootstrap intervals (" + Coverage.of(methods) + ").";
  }

  /** {@code training seeds 1, 2}, or {@code training seeds: AdMRL 1, 2; MB-Unif 1} where they differ. */
  static String each(Comparison comparison, String what, Function<MethodRuns, String> property) {
    return each(comparison.methods(), what, property);
  }

  /** The same for some methods. */
  static String each(List<MethodRuns> methods, String what, Function<MethodRuns, String> property) {
    Map<String, String> byLabel = new LinkedHashMap<>();
    methods.forEach(method -> byLabel.put(method.label(), property.apply(method)));
    List<String> distinct = byLabel.values().stream().distinct().toList();
    return distinct.size() == 1
        ? what + ": " + distinct.getFirst()
        : byLabel.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining("; ", what + ": ", ""));
  }

  static String trainingSeeds(MethodRuns method) {
    return list(method.trainingSeeds());
  }

  private static String evaluationSeeds(MethodRuns method) {
    return list(results(method, AdaptationResult::seed));
  }

  private static String episodes(MethodRuns method) {
    return list(results(method, AdaptationResult::episodes));
  }

  private static <T extends Comparable<T>> List<T> results(
      MethodRuns method, Function<AdaptationResult, T> property) {
    return method.runs().stream()
        .flatMap(run -> run.evaluation().results().stream())
        .map(property)
        .distinct()
        .sorted()
        .toList();
  }

  private static String list(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** The evaluations' notes, once where all have the same, otherwise with the methods that have it. */
  static List<String> notes(List<MethodRuns> methods) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (MethodRuns method : methods) {
      for (EvaluatedRun run : method.runs()) {
        Evaluation evaluation = run.evaluation();
        evaluation
            .notes()
            .forEach((topic, text) -> {
              List<String> of =
                  labels.computeIfAbsent(
                      "**" + topic.replace("*", "\\*") + "**: " + text, key -> new ArrayList<>());
              if (!of.contains(method.label())) {
                of.add(method.label());
              }
            });
      }
    }
    return labels.entrySet().stream()
        .map(entry ->
            entry.getValue().size() == methods.size()
                ? entry.getKey()
                : entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
        .toList();
  }
}
