package dev.admiral.cli;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.metrics.MetricHistory;
import dev.admiral.experiments.metrics.MetricSeries;
import dev.admiral.experiments.report.PolicyReturns;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunFolder;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a run has reached, as tables for a terminal. */
final class ResultSummary {
  private ResultSummary() {}

  /** Prints how the metrics moved and, where the run was evaluated, the evaluation. */
  static void print(Experiment<?> experiment, PrintStream out) {
    RunFolder folder = experiment.folder();
    MetricHistory history = MetricHistory.read(folder.metrics());
    out.println(metrics(history, experiment.algorithm().headlineMetrics()).toText());
    if (Files.exists(folder.evaluation().json())) {
      out.println();
      Evaluation evaluation = EvaluationJson.read(folder.evaluation().json());
      out.println(ResultTable.of(evaluation).toText());
      int last = evaluation.sampleSizes().getLast();
      evaluation
          .searchedWorstGap(last)
          .ifPresent(worst ->
              out.println(
                  "searched worst case at n = %d: %s at ψ %s"
                      .formatted(
                          last, ResultText.number(worst.gap()), ResultText.task(worst.task()))));
      String unfinished = evaluation.notes().get(Evaluation.UNFINISHED);
      if (unfinished != null) {
        out.println(unfinished);
      }
    }
    PolicyReturns.read(folder.evaluation().csv())
        .ifPresent(returns -> {
          out.println();
          out.println(returns.table().toText());
        });
    out.println();
  }

  private static ResultTable metrics(MetricHistory history, List<String> headline) {
    Collection<String> tags = headline.isEmpty() ? history.tags() : headline;
    List<List<String>> rows = new ArrayList<>();
    for (String tag : tags) {
      MetricSeries series = history.series(tag);
      if (!tag.startsWith("time/") && !series.isEmpty()) {
        rows.add(
            List.of(tag, number(series.values().getFirst()), number(series.values().getLast())));
      }
    }
    return new ResultTable(List.of("metric", "first", "last"), rows);
  }

  /** Four significant digits. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(
        Locale.ROOT, size >= 1000 ? "%.0f" : size >= 1e-3 ? "%.4g" : "%.3e", value);
  }
}
