package dev.admiral.experiments.figure;

import dev.admiral.experiments.report.ResultText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many real samples the trainings of each method took, the mean over its seeds. */
final class TrainingSamples {
  private final Map<String, Double> byMethod;

  TrainingSamples(List<MeasuredTraining> trainings) {
    this.byMethod =
        trainings.stream()
            .collect(
                Collectors.groupingBy(
                    training -> training.course().method(),
                    LinkedHashMap::new,
                    Collectors.averagingDouble(MeasuredTraining::realSamples)));
  }

  boolean isKnown() {
    return !byMethod.isEmpty();
  }

  /** NaN where it is not known. */
  double count(MethodRuns method) {
    return byMethod.getOrDefault(method.method(), Double.NaN);
  }

  /** Such as {@code 36 k} or {@code 2.50 M}; a dash where it is not known. */
  String of(MethodRuns method) {
    return text(count(method));
  }

  private static String text(double samples) {
    if (samples >= 1e6) {
      return ResultText.number(samples / 1e6) + " M";
    }
    return samples >= 1e3 ? ResultText.number(samples / 1e3) + " k" : ResultText.number(samples);
  }

  /** The summaries with the samples in the methods' names, for a legend. */
  List<MethodSummary> beside(List<MethodSummary> summaries) {
    return isKnown()
        ? summaries.stream()
            .map(summary -> new MethodSummary(named(summary.method()), summary.rows()))
            .toList()
        : summaries;
  }

  private MethodRuns named(MethodRuns method) {
    return new MethodRuns(
        method.method(), "%s (%s)".formatted(method.label(), of(method)), method.runs());
  }
}
