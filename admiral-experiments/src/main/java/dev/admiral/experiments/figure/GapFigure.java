package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Region;
import dev.admiral.experiments.chart.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures about gaps: maps of Gₙ(ψ) where they are asked for, and Gₙᵐᵃˣ against n. */
record GapFigure(String name, String title, Claim claim, boolean maps, Optional<Region> region) {
  private static final int CURVE_HEIGHT = 360;

  /** {@code verdicts} are the lines beside the claim. */
  Figure of(Comparison comparison, List<String> verdicts, Provenance provenance) {
    List<MethodSummary> summaries = MethodSummary.of(comparison);
    List<Panels.Row> rows = new ArrayList<>();
    if (maps) {
      rows.addAll(GapMaps.rows(comparison, mapHeading(comparison), region));
    }
    boolean mapped = !rows.isEmpty();
    int width = new PanelGrid(mapped ? comparison.methods().size() : 1).width();
    rows.add(
        new Panels.Row(
            SampleCurves.of(
                mapped ? "(b) Worst-case sub-optimality gap" : "",
                "Gₙᵐᵃˣ, the largest gap of any task, in return",
                summaries,
                Quantity.WORST_GAP,
                Vertical.FROM_ZERO,
                new Size(width, CURVE_HEIGHT))));
    List<String> facts = List.of(Facts.seeds(comparison), Facts.intervals(comparison.methods()));
    List<String> caption = new ArrayList<>(List.of(reading(mapped)));
    caption.addAll(facts);
    caption.addAll(provenance.budget());
    String heading = title + " on " + comparison.family().family();
    return new Figure(
        name,
        new Panels(heading, rows, caption),
        ReturnsTable.csv(comparison),
        new SummaryPage(heading)
            .claim(claim, verdicts)
            .table(ReturnsTable.summary(summaries))
            .paragraph(EvaluationFigures.HOW_TO_READ)
            .finish(facts, provenance, Facts.notes(comparison.methods())));
  }

  private static String mapHeading(Comparison comparison) {
    String at =
        comparison.lastSharedSamples().isPresent()
            ? " at " + Samples.text(comparison.lastSharedSamples().getAsInt())
            : "";
    return "(a) Gap Gₙ(ψ) of each test task" + at;
  }

  private String reading(boolean mapped) {
    String gap =
        "Gap Gₙ(ψ) = A*(ψ) − Aₙ(ψ), A* the best return known to any method. Lower is better.";
    if (!mapped) {
      return gap;
    }
    String box =
        region.isPresent()
            ? " The dashed box is the training range; only tasks on the border of the wider range"
                + " were measured."
            : "";
    return gap
        + " (a) Lighter is smaller; the mean over training and evaluation seeds, one colour scale"
        + " for all."
        + box
        + " (b) The mean over training seeds of each one's largest gap.";
  }
}
