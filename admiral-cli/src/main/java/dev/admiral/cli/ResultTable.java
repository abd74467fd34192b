package dev.admiral.cli;

import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.evaluation.EvaluationSummary;
import dev.admiral.experiments.metrics.MetricHistory;
import dev.admiral.experiments.metrics.MetricSeries;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a run has reached, for a terminal. */
final class ResultTable {
  private final PrintStream out;

  ResultTable(PrintStream out) {
    this.out = out;
  }

  void print(Experiment<?> experiment) {
    RunFolder folder = experiment.folder();
    List<String> headline = experiment.algorithm().headlineMetrics();
    metrics(MetricHistory.read(folder.metrics()), headline);
    if (Files.exists(folder.evaluationJson())) {
      evaluation(EvaluationSummary.of(EvaluationJson.read(folder.evaluationJson())));
    }
  }

  private void metrics(MetricHistory history, List<String> headline) {
    Collection<String> tags = headline.isEmpty() ? history.tags() : headline;
    out.printf("%-36s %12s %12s%n", "metric", "first", "last");
    for (String tag : tags) {
      MetricSeries series = history.series(tag);
      if (!tag.startsWith("time/") && !series.isEmpty()) {
        out.printf(
            "%-36s %12s %12s%n",
            tag, number(series.values().getFirst()), number(series.values().getLast()));
      }
    }
  }

  private void evaluation(EvaluationSummary summary) {
    out.println();
    out.printf("%-12s %26s %26s%n", "samples", "mean return", "worst-case gap");
    for (EvaluationSummary.Row row : summary.rows()) {
      out.printf(
          "%-12d %26s %26s%n", row.samples(), interval(row.meanReturn()), interval(row.worstGap()));
    }
    out.println();
  }

  private static String interval(ConfidenceInterval interval) {
    return "%s [%s, %s]"
        .formatted(number(interval.estimate()), number(interval.low()), number(interval.high()));
  }

  /** Four significant digits. */
  private static String number(double value) {
    double size = Math.abs(value);
    return value == 0 || (size >= 1e-3 && size < 1e5)
        ? String.format(Locale.ROOT, size >= 1000 ? "%.0f" : "%.4g", value)
        : String.format(Locale.ROOT, "%.3e", value);
  }
}
