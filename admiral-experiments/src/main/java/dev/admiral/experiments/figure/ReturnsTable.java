package dev.admiral.experiments.figure;

import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The returns that were measured: every single one, and their summary. */
final class ReturnsTable {
  private ReturnsTable() {}

  /**
   * A row for each measured Aₙ(ψ). {@code gap} is A*(ψ) − this seed's return, negative for a seed
   * that beats the mean which A* is.
   */
  static String csv(Comparison comparison) {
    Csv csv =
        new Csv(
            List.of("method", "training_seed"),
            comparison.family().parameters().size(),
            List.of(
                "evaluation_seed",
                "samples",
                "mean_return",
                "standard_error",
                "episodes",
                "optimal_return",
                "gap"));
    for (MethodRuns method : comparison.methods()) {
      for (EvaluatedRun run : method.runs()) {
        Map<List<Double>, Double> optima = optima(run.evaluation());
        for (AdaptationResult result : run.evaluation().results()) {
          double optimum = optima.getOrDefault(result.task(), Double.NaN);
          csv.row(
              List.of(method.method(), run.seed()),
              result.task(),
              List.of(
                  result.seed(),
                  result.samples(),
                  result.meanReturn(),
                  result.standardError(),
                  result.episodes(),
                  optimum,
                  optimum - result.meanReturn()));
        }
      }
    }
    return csv.toString();
  }

  private static Map<List<Double>, Double> optima(Evaluation evaluation) {
    Map<List<Double>, Double> optima = new LinkedHashMap<>();
    evaluation.tasks().forEach(task -> optima.put(task, evaluation.optimum(task).meanReturn()));
    return optima;
  }

  /** A row for each method and n. */
  static ResultTable summary(List<MethodSummary> summaries) {
    return summary(summaries, new TrainingSamples(List.of()));
  }

  /** A row for each method and n, with what the training took where that is known. */
  static ResultTable summary(List<MethodSummary> summaries, TrainingSamples training) {
    List<List<String>> rows = new ArrayList<>();
    for (MethodSummary summary : summaries) {
      List<String> cost = training.isKnown() ? List.of(training.of(summary.method())) : List.of();
      for (MethodSummary.Row row : summary.rows()) {
        rows.add(
            joined(
                summary.method().label(),
                cost,
                row.samples() == 0 ? "0 (zero-shot)" : Integer.toString(row.samples()),
                ResultText.interval(row.of(Quantity.MEAN_RETURN)),
                ResultText.interval(row.of(Quantity.INTERQUARTILE_MEAN)),
                ResultText.interval(row.of(Quantity.MEAN_GAP)),
                ResultText.interval(row.of(Quantity.WORST_GAP)),
                worstTasks(row.worstTasks())));
      }
    }
    return new ResultTable(
        joined(
            "method",
            training.isKnown() ? List.of("training samples") : List.of(),
            "samples n",
            "mean return",
            "interquartile mean",
            "mean gap",
            "worst-case gap",
            "worst task ψ of each training seed"),
        rows);
  }

  private static List<String> joined(String first, List<String> then, String... rest) {
    List<String> cells = new ArrayList<>(List.of(first));
    cells.addAll(then);
    cells.addAll(List.of(rest));
    return cells;
  }

  /** {@code (2, 1.2)}, {@code (2, 1.2) ×2, (0, 2)}; of many parameters only the first few. */
  private static String worstTasks(List<List<Double>> tasks) {
    Map<List<Double>, Long> counts =
        tasks.stream()
            .collect(
                Collectors.groupingBy(task -> task, LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(entry -> task(entry.getKey()) + (entry.getValue() > 1 ? " ×" + entry.getValue() : ""))
        .collect(Collectors.joining(", "));
  }

  private static String task(List<Double> task) {
    int shown = 4;
    if (task.size() <= shown) {
      return ResultText.task(task);
    }
    String first = ResultText.task(task.subList(0, shown));
    return first.substring(0, first.length() - 1) + ", …)";
  }
}
