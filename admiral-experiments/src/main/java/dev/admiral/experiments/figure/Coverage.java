package dev.admiral.experiments.figure;

import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an interval covers, in words: it never says more than was repeated. */
final class Coverage {
  private Coverage() {}

  /** One sentence where all methods are alike, otherwise one for each kind. */
  static String of(List<MethodRuns> methods) {
    Map<String, List<String>> byText = new LinkedHashMap<>();
    for (MethodRuns method : methods) {
      byText.computeIfAbsent(of(method), text -> new ArrayList<>()).add(method.label());
    }
    return byText.size() == 1
        ? byText.keySet().iterator().next()
        : byText.entrySet().stream()
            .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
            .collect(Collectors.joining("; "));
  }

  /** Such as {@code 1 training seed, 1 evaluation seed: evaluation episodes only}. */
  static String of(MethodRuns method) {
    int models = method.runs().size();
    List<Evaluation> evaluations = method.runs().stream().map(EvaluatedRun::evaluation).toList();
    long seeds = evaluations.stream().mapToLong(Coverage::seeds).min().orElseThrow();
    boolean errors =
        evaluations.stream()
            .flatMap(evaluation -> evaluation.results().stream())
            .anyMatch(result -> !Double.isNaN(result.standardError()));
    List<String> covered = new ArrayList<>();
    if (models > 1) {
      covered.add("training seeds");
    }
    if (seeds > 1) {
      covered.add("evaluation seeds");
    } else if (errors) {
      covered.add("evaluation episodes");
    }
    String how = count(models, "training seed") + ", " + count(seeds, "evaluation seed") + ": ";
    return switch (covered.size()) {
      case 0 -> how + "no interval";
      case 1 -> how + covered.getFirst() + " only";
      default -> how + String.join(" and ", covered);
    };
  }

  /** The least number of seeds of any task. */
  private static long seeds(Evaluation evaluation) {
    return evaluation.tasks().stream()
        .mapToLong(task ->
            evaluation.results().stream()
                .filter(result -> result.task().equals(task))
                .map(AdaptationResult::seed)
                .distinct()
                .count())
        .min()
        .orElseThrow();
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
