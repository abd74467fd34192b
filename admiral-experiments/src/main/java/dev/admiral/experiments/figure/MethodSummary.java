package dev.admiral.experiments.figure;

import dev.admiral.experiments.evaluation.TaskGap;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.experiments.statistics.NestedBootstrap;
import dev.admiral.random.RandomStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The headline numbers of a method over its training and evaluation seeds: one row for each n,
 * increasing. The intervals are those of {@link NestedBootstrap}; tasks and A*(ψ) are held fixed. A
 * maximum over noisy tasks is biased upwards, and so are Gₙᵐᵃˣ and its interval.
 */
record MethodSummary(MethodRuns method, List<Row> rows) {

  /**
   * After n samples.
   *
   * @param samples n
   * @param quantities each with its interval
   * @param worstTasks of each training run the ψ where its gap is largest
   */
  record Row(
      int samples, Map<Quantity, ConfidenceInterval> quantities, List<List<Double>> worstTasks) {

    ConfidenceInterval of(Quantity quantity) {
      ConfidenceInterval interval = quantities.get(quantity);
      if (interval == null) {
        throw new IllegalArgumentException(quantity + " was not summarised");
      }
      return interval;
    }
  }

  /** The row of n samples, which there is. */
  Row at(int samples) {
    return rows.stream().filter(row -> row.samples() == samples).findFirst().orElseThrow();
  }

  /** The summaries of all methods, in their order; equal measurements give equal intervals. */
  static List<MethodSummary> of(Comparison comparison) {
    return comparison.methods().stream()
        .map(method ->
            new MethodSummary(
                method,
                method.sampleSizes().stream().map(n -> row(comparison, method, n)).toList()))
        .toList();
  }

  private static Row row(Comparison comparison, MethodRuns method, int samples) {
    Map<Quantity, ConfidenceInterval> quantities = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      // Each interval has a stream of its own, so that adding one does not move the others.
      quantities.put(
          quantity,
          NestedBootstrap.STANDARD.interval(
              Comparison.scores(method, comparison.tasks(), samples),
              quantity.statistic(comparison.optima(comparison.tasks())),
              RandomStream.of(0)));
    }
    return new Row(
        samples,
        quantities,
        method.runs().stream()
            .map(run -> run.evaluation().worstGap(samples))
            .map(TaskGap::task)
            .toList());
  }
}
