package dev.admiral.experiments.report;

import java.util.List;
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

  /** A label for each run, in order; the folder's name where nothing shorter does. */
  static List<String> of(List<RunData> runs) {
    return CANDIDATES.stream()
        .map(candidate -> runs.stream().map(candidate).toList())
        .filter(labels -> labels.stream().distinct().count() == runs.size())
        .findFirst()
        .orElseGet(() -> runs.stream().map(RunData::name).toList());
  }
}
