package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.DotChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Size;
import java.util.ArrayList;
import java.util.List;

/** Figure 1 of the ATPA paper, {@code atpa-attacks}: what each attack leaves of the returns of each method. */
public final class PolicyAttacksFigure {
  private static final Claim CLAIM =
      new Claim(
          PolicyVerdicts.ATPA,
          "“Overall, our proposed policy attack algorithm yields the lowest returns in most cases,"
              + " demonstrating that it is indeed the most efficient among all tested adversarial"
              + " attack algorithms” (ATPA, section 5.1 and figure 1).");

  private PolicyAttacksFigure() {}

  /** A panel for each method, a dot for each attack. */
  public static Figure of(List<AttackedPolicy> measured, PolicyStudy study) {
    String title = "Policies under attacks on " + study.environment();
    List<Chart> panels = new ArrayList<>();
    List<String> verdicts = new ArrayList<>();
    PolicyNumbers.by(measured, AttackedPolicy::label)
        .forEach((label, attacks) -> {
          panels.add(
              new DotChart(
                  label,
                  "return",
                  attacks.stream()
                      .map(one ->
                          new DotChart.Column(one.attackLabel(), one.meanReturn(), List.of()))
                      .toList(),
                  PolicyTableFigure.covered(measured),
                  Vertical.LINEAR,
                  new Size(495, 320)));
          verdicts.add(PolicyVerdicts.strongestAttack(label, attacks));
        });
    return new Figure(
        study.name(),
        new Panels(
            title,
            PolicyTableFigure.inPairs(panels),
            study.caption("Lower is a stronger attack. Bars: 95 %.")),
        PolicyNumbers.csv(measured),
        new SummaryPage(title)
            .claim(CLAIM, verdicts)
            .table(PolicyNumbers.table(measured))
            .paragraph(PolicyNumbers.HOW_TO_READ)
            .finish(study.facts(), study.provenance(), List.of()));
  }
}
