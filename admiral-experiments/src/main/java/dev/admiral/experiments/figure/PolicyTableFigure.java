package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.DotChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Table 1 of the ATPA paper, {@code atpa-table}: the returns of each method under each attack, beside the paper's
 * where it has the environment.
 */
public final class PolicyTableFigure {
  private static final Claim CLAIM =
      new Claim(
          PolicyVerdicts.ATPA,
          "“Policies trained with ATPA retain resistant to all kinds of adversarial perturbations."
              + " In contrast, though StageWise and DataAugment learn to handle adversarial attacks"
              + " to some extent, they are less efficient than ATPA in all cases”; “adversarial"
              + " perturbations almost disable” the standard policies (section 5 and table 1). In"
              + " its table ATPA is the highest of all four under each attack that searches, a tie"
              + " of min-pgd on Boxing apart, and the highest of the three defences under noise and"
              + " undisturbed.");

  private PolicyTableFigure() {}

  /** A panel for each attack, a dot for each method, the paper's number beside it. */
  public static Figure of(List<AttackedPolicy> measured, PolicyStudy study) {
    String title = "Defences under attacks on " + study.environment();
    boolean hasPaper = measured.stream().anyMatch(one -> !paper(one, study).isEmpty());
    List<Double> covered =
        Stream.concat(
                covered(measured).stream(),
                measured.stream().flatMap(one -> paper(one, study).stream()))
            .toList();
    List<Chart> panels = new ArrayList<>();
    PolicyNumbers.by(measured, AttackedPolicy::attackLabel)
        .forEach((label, methods) ->
            panels.add(
                new DotChart(
                    label,
                    "return",
                    methods.stream()
                        .map(one ->
                            new DotChart.Column(one.label(), one.meanReturn(), paper(one, study)))
                        .toList(),
                    covered,
                    Vertical.LINEAR,
                    new Size(495, 320))));
    List<String> verdicts = new ArrayList<>(PolicyVerdicts.highestReturn(measured));
    List<AttackedPolicy> standard =
        measured.stream().filter(one -> one.method().equals(PolicyVerdicts.STANDARD)).toList();
    verdicts.add(
        "Is policy attack the strongest on the standard policy? "
            + PolicyVerdicts.strongestAttack(standard.getFirst().label(), standard));
    return new Figure(
        study.name(),
        new Panels(
            title,
            inPairs(panels),
            study.caption(
                "Higher is a better defence. Bars: 95 %."
                    + (hasPaper ? " Small grey circles: the paper, after 10⁸ steps, ε = 4." : ""))),
        PolicyNumbers.csv(measured),
        new SummaryPage(title)
            .claim(CLAIM, verdicts)
            .table(table(measured, study, hasPaper))
            .paragraph(
                (hasPaper
                        ? "Cells: measured here, with its interval; then the paper's number, of 10⁸"
                            + " steps of training, attacked in balls of ε = 4. "
                        : "The paper has no numbers on %s. ".formatted(study.environment()))
                    + PolicyNumbers.HOW_TO_READ)
            .finish(study.facts(), study.provenance(), List.of()));
  }

  /** As the paper's: a row for each attack, a column for each method. */
  private static ResultTable table(
      List<AttackedPolicy> measured, PolicyStudy study, boolean hasPaper) {
    List<String> header = new ArrayList<>(List.of("attack"));
    for (String label : PolicyNumbers.by(measured, AttackedPolicy::label).keySet()) {
      header.add(label);
      if (hasPaper) {
        header.add("paper");
      }
    }
    List<List<String>> rows = new ArrayList<>();
    PolicyNumbers.by(measured, AttackedPolicy::attackLabel)
        .forEach((label, methods) -> {
          List<String> row = new ArrayList<>(List.of(label));
          for (AttackedPolicy one : methods) {
            row.add(ResultText.interval(one.meanReturn()));
            if (hasPaper) {
              row.add(paper(one, study).stream().map(ResultText::number).findFirst().orElse("–"));
            }
          }
          rows.add(row);
        });
    return new ResultTable(header, rows);
  }

  private static List<Double> paper(AttackedPolicy one, PolicyStudy study) {
    return PaperReturns.of(study.environment(), one.method(), one.attack()).stream().toList();
  }

  /** What one scale for all panels covers. */
  static List<Double> covered(List<AttackedPolicy> measured) {
    return measured.stream()
        .map(AttackedPolicy::meanReturn)
        .flatMap(one -> Stream.of(one.low(), one.estimate(), one.high()))
        .filter(Double::isFinite)
        .toList();
  }

  static List<Panels.Row> inPairs(List<Chart> charts) {
    List<Panels.Row> rows = new ArrayList<>();
    for (int from = 0; from < charts.size(); from += 2) {
      rows.add(new Panels.Row("", charts.subList(from, Math.min(from + 2, charts.size()))));
    }
    return rows;
  }
}
