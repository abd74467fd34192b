package dev.admiral.experiments.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What runs are called beside each other: as short as keeps them apart. */
final class RunLabels {
  private static final List<Function<RunData, String>> CANDIDATES =
      List.of(
          run -> run.description().algorithm(),
          run -> run.description().algorithm() + ", seed " + run.description().seed(),
          run -> run.description().algorithm() + " on " + run.description().environment(),
          RunData::name);

  private RunLabels() {}

  /** A label for each run, in order; the folder's name, numbered, where nothing shorter does. */
  static List<String> of(List<RunData> runs) {
    return CANDIDATES.stream()
        .map(candidate -> runs.stream().map(candidate).toList())
        .filter(labels -> labels.stream().distinct().count() == runs.size())
        .findFirst()
        .orElseGet(() -> numbered(runs));
  }

  /** Folders of one name lie in different ones. */
  private static List<String> numbered(List<RunData> runs) {
    Map<String, Integer> seen = new HashMap<>();
    return runs.stream()
        .map(run -> {
          int count = seen.merge(run.name(), 1, Integer::sum);
          return count == 1 ? run.name() : run.name() + " (" + count + ")";
        })
        .toList();
  }
}
