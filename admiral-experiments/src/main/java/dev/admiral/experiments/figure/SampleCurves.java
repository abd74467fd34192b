package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.Curve;
import dev.admiral.experiments.chart.DotChart;
import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import java.util.List;

/** A quantity against n, a curve for each method; where there is one n only, a dot for each. */
final class SampleCurves {
  private SampleCurves() {}

  static Chart of(
      String title,
      String yName,
      List<MethodSummary> summaries,
      Quantity quantity,
      Vertical vertical,
      Size size) {
    List<Integer> sizes =
        summaries.stream()
            .flatMap(summary -> summary.rows().stream())
            .map(MethodSummary.Row::samples)
            .distinct()
            .toList();
    if (sizes.size() == 1) {
      return new DotChart(
          title.isEmpty()
              ? "At " + Samples.text(sizes.getFirst())
              : title + " at " + Samples.text(sizes.getFirst()),
          yName,
          summaries.stream()
              .map(summary ->
                  new DotChart.Column(
                      summary.method().label(), summary.rows().getFirst().of(quantity), List.of()))
              .toList(),
          vertical,
          size);
    }
    List<Curve> curves = summaries.stream().map(summary -> curve(summary, quantity)).toList();
    return new LineChart(title, "real samples for adaptation, n", yName, curves, vertical, size);
  }

  private static Curve curve(MethodSummary summary, Quantity quantity) {
    List<ConfidenceInterval> intervals =
        summary.rows().stream().map(row -> row.of(quantity)).toList();
    return new Curve(
        summary.method().label(),
        summary.rows().stream().map(row -> (double) row.samples()).toList(),
        intervals.stream().map(ConfidenceInterval::estimate).toList(),
        intervals.stream().map(ConfidenceInterval::low).toList(),
        intervals.stream().map(ConfidenceInterval::high).toList());
  }
}
