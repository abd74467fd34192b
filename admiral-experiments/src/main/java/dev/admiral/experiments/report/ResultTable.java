package dev.admiral.experiments.report;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows and columns of text. The first column is aligned to the left, the others to the right.
 *
 * @param header one name a column
 * @param rows as many cells each
 */
public record ResultTable(List<String> header, List<List<String>> rows) {

  /** Copies and checks that every row has a cell for each column. */
  public ResultTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    int columns = header.size();
    if (rows.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException(
          "a table of %d columns needs as many cells".formatted(columns));
    }
  }

  /** Summaries by label: a row for each n. */
  public static ResultTable of(Map<String, EvaluationSummary> summaries) {
    List<List<String>> rows = new ArrayList<>();
    summaries.forEach(
        (label, summary) -> summary.rows().forEach(row -> rows.add(cells(label, row))));
    return new ResultTable(
        List.of(
            "method",
            "samples n",
            "mean return",
            "interquartile mean",
            "mean gap",
            "worst-case gap",
            "worst task ψ"),
        rows);
  }

  private static List<String> cells(String label, EvaluationSummary.Row row) {
    List<String> cells = new ArrayList<>(returns(label, row));
    cells.add(ResultText.interval(row.meanGap()));
    cells.add(ResultText.interval(row.worstGap()));
    cells.add(ResultText.task(row.worstTask()));
    return cells;
  }

  private static List<String> returns(String label, EvaluationSummary.Row row) {
    return List.of(
        label,
        row.samples() == 0 ? "0 (zero-shot)" : Integer.toString(row.samples()),
        ResultText.interval(row.meanReturn()),
        ResultText.interval(row.interquartileMeanReturn()));
  }

  /** The returns of summaries by label: a row for each n. */
  static ResultTable ofReturns(Map<String, EvaluationSummary> summaries) {
    List<List<String>> rows = new ArrayList<>();
    summaries.forEach(
        (label, summary) -> summary.rows().forEach(row -> rows.add(returns(label, row))));
    return new ResultTable(
        List.of("method", "samples n", "mean return", "interquartile mean"), rows);
  }

  /** The summary of one evaluation; without gaps where there is no estimate of A* to measure them from. */
  public static ResultTable of(Evaluation evaluation) {
    Map<String, EvaluationSummary> summaries =
        Map.of(evaluation.method(), EvaluationSummary.of(evaluation));
    return evaluation.estimatesOptima() ? of(summaries) : ofReturns(summaries);
  }

  /** Aligned columns for a terminal, a line each, without a line end after the last. */
  public String toText() {
    List<Integer> widths =
        IntStream.range(0, header.size())
            .mapToObj(column ->
                Math.max(
                    width(header.get(column)),
                    rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths));
    lines.add(widths.stream().map("─"::repeat).collect(Collectors.joining("  ")));
    rows.forEach(row -> lines.add(line(row, widths)));
    return String.join("\n", lines);
  }

  /** A table of Markdown, a line each, with a line end after the last. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder(markdownRow(header));
    text.append("|:--").append("|--:".repeat(header.size() - 1)).append("|\n");
    rows.forEach(row -> text.append(markdownRow(row)));
    return text.toString();
  }

  private static String markdownRow(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String line(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> {
          String cell = cells.get(column);
          String room = " ".repeat(widths.get(column) - width(cell));
          return column == 0 ? cell + room : room + cell;
        })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
