package dev.admiral.experiments.report;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.OptimalReturn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An evaluation task by task. */
final class TaskTable {
  private TaskTable() {}

  /** Returns alone, the lowest final return first. */
  static ResultTable ofReturns(Evaluation evaluation) {
    List<Integer> sizes = evaluation.sampleSizes();
    int last = sizes.getLast();
    return new ResultTable(
        header(sizes),
        evaluation.tasks().stream()
            .sorted(
                Comparator.comparingDouble(
                    (List<Double> task) -> evaluation.adaptedReturn(task, last)))
            .map(task -> returns(evaluation, task, sizes))
            .toList());
  }

  /** Returns and gaps, the largest final gap first. */
  static ResultTable of(Evaluation evaluation) {
    List<Integer> sizes = evaluation.sampleSizes();
    int last = sizes.getLast();
    List<String> header = header(sizes);
    header.addAll(List.of("A*", "gap G" + subscript(last), "source of A*"));
    List<List<String>> rows =
        evaluation.tasks().stream()
            .sorted(
                Comparator.comparingDouble((List<Double> task) -> evaluation.gap(task, last))
                    .reversed())
            .map(task -> row(evaluation, task, sizes))
            .toList();
    return new ResultTable(header, rows);
  }

  private static List<String> header(List<Integer> sizes) {
    List<String> header = new ArrayList<>(List.of("ψ"));
    sizes.forEach(n -> header.add("A" + subscript(n)));
    return header;
  }

  private static List<String> returns(
      Evaluation evaluation, List<Double> task, List<Integer> sizes) {
    List<String> cells = new ArrayList<>(List.of(ResultText.task(task)));
    sizes.forEach(n -> cells.add(ResultText.number(evaluation.adaptedReturn(task, n))));
    return cells;
  }

  private static List<String> row(Evaluation evaluation, List<Double> task, List<Integer> sizes) {
    List<String> cells = returns(evaluation, task, sizes);
    OptimalReturn optimum = evaluation.optimum(task);
    cells.add(ResultText.number(optimum.meanReturn()));
    cells.add(ResultText.number(evaluation.gap(task, sizes.getLast())));
    cells.add(optimum.source());
    return cells;
  }

  private static String subscript(int number) {
    StringBuilder text = new StringBuilder();
    Integer.toString(number).chars().forEach(digit -> text.append((char) ('₀' + digit - '0')));
    return text.toString();
  }
}
