package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.PicturePanel;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Figure 6 of the ATPA paper, {@code atpa-perturbations}: what policies of games are shown. */
public final class PerturbationFigure {
  private static final int WIDTH = 132;

  /** Correlations beyond this many standard errors are not those of noise. */
  private static final double CLEAR = 5;

  private static final Claim CLAIM =
      new Claim(
          PolicyVerdicts.ATPA,
          "“adversarial perturbations are intrinsically different from random noise and are"
              + " explainable after all. […] Attackers fool a player by adding perturbations to"
              + " pixels that represent the laser shooter and aliens” (ATPA, section 5.3 and figure"
              + " 6).");

  private PerturbationFigure() {}

  /**
   * Each state as it is, as it is shown, and the difference; the states of each method's first training.
   *
   * @param epsilon the radius of the attack, in the units of pixels
   */
  public static Figure of(List<PerturbedFrame> frames, double epsilon, PolicyStudy study) {
    String title = "What the policy attack shows on " + study.environment();
    Map<String, List<PerturbedFrame>> byMethod =
        frames.stream()
            .collect(
                Collectors.groupingBy(
                    PerturbedFrame::label, LinkedHashMap::new, Collectors.toList()));
    List<Panels.Row> rows = new ArrayList<>();
    byMethod.forEach((label, all) -> {
      long seed = all.getFirst().seed();
      List<PerturbedFrame> first = all.stream().filter(one -> one.seed() == seed).toList();
      for (int from = 0; from < first.size(); from += 3) {
        List<Chart> panels = new ArrayList<>();
        for (PerturbedFrame frame : first.subList(from, Math.min(from + 3, first.size()))) {
          panels.addAll(panels(frame, epsilon));
        }
        rows.add(new Panels.Row(from == 0 ? label : "", panels));
      }
    });
    return new Figure(
        study.name(),
        new Panels(
            title,
            rows,
            study.caption(
                "The most recent picture of the stack. δ: grey is no change, black −ε, white ε.")),
        csv(frames),
        new SummaryPage(title)
            .claim(CLAIM, List.of(structure(frames), "**By eye**: whether δ is on what matters."))
            .table(table(frames))
            .paragraph(
                "Correlation: of δ at pixels side by side; independent noise has none. Probability:"
                    + " of the action that was the most probable undisturbed.")
            .finish(study.facts(), study.provenance(), List.of()));
  }

  private static List<Chart> panels(PerturbedFrame frame, double epsilon) {
    int rows = frame.pixels().size() / frame.columns();
    int height = Math.round((WIDTH - 16f) * rows / frame.columns()) + 30;
    Size size = new Size(WIDTH, height);
    return List.of(
        new PicturePanel("undisturbed", frame.clean(), size),
        new PicturePanel("under attack", frame.perturbed(), size),
        new PicturePanel("δ", frame.perturbation(epsilon), size));
  }

  /** A correlation of n independent pairs has a standard error of 1/√n. */
  private static String structure(List<PerturbedFrame> frames) {
    double chance = CLEAR / Math.sqrt(frames.getFirst().pixels().size());
    long structured =
        frames.stream().filter(one -> Math.abs(one.neighbourCorrelation()) > chance).count();
    return "**%s**: in %d of %d pictures δ at pixels side by side is correlated beyond what independent noise would be (|r| > %s)."
        .formatted(
            structured == frames.size()
                ? "Differs from noise"
                : structured > 0 ? "Differs from noise in part" : "Does NOT differ from noise",
            structured,
            frames.size(),
            ResultText.number(chance));
  }

  private static ResultTable table(List<PerturbedFrame> frames) {
    List<List<String>> rows = new ArrayList<>();
    for (PerturbedFrame frame : frames) {
      rows.add(
          List.of(
              frame.label(),
              Long.toString(frame.seed()),
              ResultText.number(frame.largestChange()),
              ResultText.number(frame.neighbourCorrelation()),
              ResultText.number(frame.before()),
              ResultText.number(frame.after())));
    }
    return new ResultTable(
        List.of(
            "method",
            "training seed",
            "largest |δ|",
            "correlation",
            "probability undisturbed",
            "under attack"),
        rows);
  }

  private static String csv(List<PerturbedFrame> frames) {
    Csv csv =
        new Csv(
            List.of("method", "training_seed"),
            0,
            List.of(
                "largest_change",
                "neighbour_correlation",
                "probability_undisturbed",
                "probability_under_attack"));
    for (PerturbedFrame frame : frames) {
      csv.row(
          List.of(frame.method(), frame.seed()),
          List.of(),
          List.of(
              frame.largestChange(), frame.neighbourCorrelation(), frame.before(), frame.after()));
    }
    return csv.toString();
  }
}
