package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Curve;
import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;

/** Figure 3 of the ATPA paper, {@code atpa-epsilon}: returns under the policy attack against its radius. */
public final class RadiusFigure {
  private static final Claim CLAIM =
      new Claim(
          PolicyVerdicts.ATPA,
          "“ATPA again achieves the highest scores in all cases. Additionally, the evaluation"
              + " variance of ATPA is much smaller than that of StageWise and DataAugment” (ATPA,"
              + " section 5.2 and figure 3).");

  private RadiusFigure() {}

  /**
   * A curve for each method.
   *
   * @param ownRadius the ε that the training withstands
   */
  public static Figure of(List<AttackedPolicy> measured, double ownRadius, PolicyStudy study) {
    String title = "Policies against the radius of the policy attack on " + study.environment();
    List<Curve> curves = new ArrayList<>();
    PolicyNumbers.by(measured, AttackedPolicy::label)
        .forEach((label, points) -> curves.add(curve(label, points)));
    List<String> verdicts = new ArrayList<>();
    PolicyNumbers.by(measured, AttackedPolicy::epsilon)
        .forEach((epsilon, methods) -> {
          String where = "at ε = " + ResultText.coordinate(epsilon);
          verdicts.add(
              new Verdict("return " + where, false)
                  .on(
                      PolicyVerdicts.ATPA,
                      methods.stream().map(AttackedPolicy::amongMethods).toList()));
          if (epsilon == ownRadius) {
            verdicts.add(
                PolicyVerdicts.leastSpread(
                    where,
                    methods.stream()
                        .filter(one -> !one.method().equals(PolicyVerdicts.STANDARD))
                        .toList()));
          }
        });
    return new Figure(
        study.name(),
        new Panels(
            title,
            List.of(
                new Panels.Row(
                    new LineChart(
                        "",
                        "ε, the radius of ce-pgd [units of observations]",
                        "return",
                        curves,
                        Vertical.LINEAR,
                        new Size(780, 400)))),
            study.caption("Higher is a better defence. Bars and bands: 95 %.")),
        PolicyNumbers.csv(measured),
        new SummaryPage(title)
            .claim(CLAIM, verdicts)
            .table(PolicyNumbers.table(measured))
            .paragraph(
                PolicyNumbers.HOW_TO_READ
                    + " The attack's steps grow with its radius, and at 0 there is none.")
            .finish(study.facts(), study.provenance(), List.of()));
  }

  private static Curve curve(String label, List<AttackedPolicy> points) {
    List<ConfidenceInterval> returns = points.stream().map(AttackedPolicy::meanReturn).toList();
    return new Curve(
        label,
        points.stream().map(AttackedPolicy::epsilon).toList(),
        returns.stream().map(ConfidenceInterval::estimate).toList(),
        returns.stream().map(ConfidenceInterval::low).toList(),
        returns.stream().map(ConfidenceInterval::high).toList());
  }
}
