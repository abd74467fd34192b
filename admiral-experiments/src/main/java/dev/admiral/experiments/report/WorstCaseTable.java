package dev.admiral.experiments.report;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.TaskGap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The worst case that a search in all of Ψ found, beside that of the test tasks: a row for each n. */
final class WorstCaseTable {
  private WorstCaseTable() {}

  /**
   * The table.
   *
   * @param evaluations by label, each with a search
   */
  static ResultTable of(Map<String, Evaluation> evaluations) {
    List<List<String>> rows = new ArrayList<>();
    evaluations.forEach((label, evaluation) ->
        evaluation
            .sampleSizes()
            .forEach(n ->
                evaluation
                    .searchedWorstGap(n)
                    .ifPresent(found -> rows.add(row(label, evaluation, n, found)))));
    return new ResultTable(
        List.of(
            "method",
            "samples n",
            "worst-case gap, searched",
            "at ψ",
            "worst-case gap, test tasks",
            "at ψ"),
        rows);
  }

  private static List<String> row(String label, Evaluation evaluation, int n, TaskGap found) {
    TaskGap tested = evaluation.worstGap(n);
    return List.of(
        label,
        n == 0 ? "0 (zero-shot)" : Integer.toString(n),
        ResultText.number(found.gap()),
        ResultText.task(found.task()),
        ResultText.number(tested.gap()),
        ResultText.task(tested.task()));
  }
}
