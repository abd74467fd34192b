package dev.admiral.experiments.report;

import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The report of attacks on one policy: one file of HTML that opens offline. */
public final class AttackPage {
  private AttackPage() {}

  /**
   * Returns against the radius.
   *
   * @param radii ε
   * @param returns for each
   * @param clean undisturbed
   * @param description of the attack and of the radii
   * @param table the same as text
   */
  public record Curve(
      List<Double> radii,
      List<ConfidenceInterval> returns,
      ConfidenceInterval clean,
      String description,
      ResultTable table) {}

  /**
   * How it was measured.
   *
   * @param facts a sentence each
   * @param command that does it again
   */
  public record Measurement(List<String> facts, String command) {}

  /**
   * Writes the report.
   *
   * @param notes on the policy and its attacks, a sentence each
   * @param measurement how it was measured
   * @param tables of results
   * @param returns every episode of the attacks in them
   * @param verdict whether the evaluation can be trusted
   */
  public static void write(
      String title,
      List<String> notes,
      Measurement measurement,
      List<ResultTable> tables,
      PolicyReturns returns,
      Optional<Curve> curve,
      Optional<ResultTable> verdict,
      Path html) {
    HtmlPage page = new HtmlPage(title);
    page.section("Returns");
    page.paragraph(
        "Whole episodes in the environment's own rewards. Brackets: 95 % bootstrap interval over"
            + " episodes.");
    notes.forEach(page::paragraph);
    tables.forEach(page::table);
    page.charts(List.of(ReturnCharts.of("the policy", returns)));
    curve.ifPresent(known -> curve(page, known));
    verdict.ifPresent(checks -> {
      page.section("Can this evaluation be trusted?");
      page.paragraph(
          "What sound attacks must do, whatever the policy. A check that fails says that a policy"
              + " may only look robust, because the attack cannot see its gradients.");
      page.table(checks);
    });
    page.section("How it was measured");
    measurement.facts().forEach(page::paragraph);
    page.preformatted(measurement.command());
    AtomicFile.write(html, page.finish());
  }

  private static void curve(HtmlPage page, Curve known) {
    page.section("Returns against ε");
    page.paragraph(known.description());
    dev.admiral.experiments.chart.Curve attacked =
        new dev.admiral.experiments.chart.Curve(
            "ce-pgd",
            known.radii(),
            known.returns().stream().map(ConfidenceInterval::estimate).toList(),
            known.returns().stream().map(ConfidenceInterval::low).toList(),
            known.returns().stream().map(ConfidenceInterval::high).toList());
    dev.admiral.experiments.chart.Curve clean =
        new dev.admiral.experiments.chart.Curve(
            "clean",
            known.radii(),
            known.radii().stream().map(_ -> known.clean().estimate()).toList());
    page.charts(
        List.of(
            new NamedChart(
                "returns-against-epsilon",
                new LineChart(
                    "Return against the radius of the ball",
                    "ε",
                    "mean return",
                    List.of(attacked, clean),
                    Vertical.LINEAR),
                "The band is the 95 % interval.")));
    page.table(known.table());
  }
}
