package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Curve;
import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.LineChart.Horizontal;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Point;
import dev.admiral.experiments.chart.Region;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The figures of Lin et al. (NeurIPS 2020) that follow from the returns of adapted policies: 2, 3, 4b
 * and 5.
 *
 * <p>Every method shares A*(ψ) before anything is computed. The methods must have been evaluated on
 * the same tasks; each figure throws {@link IllegalArgumentException} with the reason where they were
 * not. A method without the paper's counterpart is one more curve.
 */
public final class EvaluationFigures {
  static final String HOW_TO_READ =
      "Aₙ(ψ) is the return on task ψ after adapting with n real samples, Gₙ(ψ) = A*(ψ) − Aₙ(ψ) the"
          + " gap to the best return that is known to any method, which bounds the optimum from"
          + " below. Brackets are 95 % intervals of a nested bootstrap over training seeds and,"
          + " within each, evaluation seeds (a single evaluation seed is redrawn from the standard"
          + " error of its episodes); tasks and A*(ψ) are held fixed. A maximum over noisy tasks is"
          + " biased upwards, and so is the worst-case gap; its interval is biased once more, and"
          + " can lie above the estimate where many tasks are about equally bad.";

  private static final String READING =
      "(b) Each method's own training tasks, after adaptation where it adapts; means over intervals"
          + " of a hundredth of its samples. (c) All methods on the same test tasks.";

  private static final int CURVE_HEIGHT = 400;

  private static final List<String> META_LEARNERS = List.of("maml", "pearl");

  /** Those that are told ψ as well: section 5.1 has them outperformed “consistently”, and says nothing of zero-shot. */
  private static final List<String> MULTI_TASK = List.of("mt-joint", "maml-mt", "pearl-mt");

  /** Whom figure 2 has beside AdMRL; its variants with other training tasks are of the figures after it. */
  private static final List<String> WITHOUT_A_MODEL =
      Stream.concat(META_LEARNERS.stream(), MULTI_TASK.stream()).toList();

  private EvaluationFigures() {}

  /**
   * Figure 2, {@code admrl-returns}: the mean return over test tasks against n, and how the trainings went against
   * the samples that they took.
   *
   * @param trainings of the methods; empty where they are not known
   */
  public static Figure returns(
      List<MethodRuns> methods, List<MeasuredTraining> trainings, Provenance provenance) {
    Comparison comparison = Comparison.of(methods);
    List<MethodSummary> summaries = MethodSummary.of(comparison);
    TrainingSamples cost = new TrainingSamples(trainings);
    int width = new PanelGrid(1).width();
    List<String> facts = List.of(Facts.seeds(comparison), Facts.intervals(comparison.methods()));
    List<String> caption =
        new ArrayList<>(
            List.of(
                "Mean of Aₙ(ψ) over all test tasks after adapting with n real samples; n = 0 is"
                    + " zero-shot. Higher is better."
                    + (cost.isKnown()
                        ? " In brackets: real samples of training. " + READING
                        : "")));
    caption.addAll(facts);
    caption.addAll(provenance.budget());
    String title = "Return after adaptation on " + comparison.family().family();
    Claim claim =
        new Claim(
            Claim.ADMRL,
            WITHOUT_A_MODEL,
            "“Our approach substantially outperforms baselines in training and test time sample"
                + " efficiency, and even with zero-shot adaptation” (Lin et al., 2020, figure 2;"
                + " average of returns over all tasks).");
    return new Figure(
        "admrl-returns",
        new Panels(
            title,
            Stream.concat(
                    Stream.of(
                        new Panels.Row(
                            SampleCurves.of(
                                cost.isKnown() ? "(a) Return after adaptation" : "",
                                "mean of Aₙ(ψ) over test tasks",
                                cost.beside(summaries),
                                Quantity.MEAN_RETURN,
                                Vertical.LINEAR,
                                new Size(width, CURVE_HEIGHT)))),
                    Stream.concat(
                        courses(trainings, width).stream(),
                        worths(comparison, summaries, cost, width).stream()))
                .toList(),
            caption),
        ReturnsTable.csv(comparison),
        new SummaryPage(title)
            .claim(
                claim,
                Stream.concat(
                        Stream.of(Findings.atLastSamples(comparison, claim, Quantity.MEAN_RETURN)),
                        Stream.of(
                                Findings.zeroShot(comparison, claim.against(META_LEARNERS)),
                                Findings.zeroShot(comparison, claim.against(MULTI_TASK)),
                                Findings.beside(comparison, claim, Quantity.MEAN_RETURN))
                            .flatMap(Optional::stream))
                    .toList())
            .table(ReturnsTable.summary(summaries, cost))
            .paragraph(HOW_TO_READ)
            .finish(facts, provenance, Facts.notes(comparison.methods())));
  }

  /** Return against training samples, a curve for each method. */
  private static Optional<Panels.Row> courses(List<MeasuredTraining> trainings, int width) {
    List<Curve> curves =
        trainings.stream()
            .map(MeasuredTraining::course)
            .collect(
                Collectors.groupingBy(LearningRun::method, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(runs -> new LearningCurves(runs).curve())
            .toList();
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Panels.Row(
                new LineChart(
                    "(b) Return in training",
                    "real samples of training",
                    "mean return on the training tasks at hand",
                    curves,
                    Horizontal.LOGARITHMIC,
                    Vertical.LINEAR,
                    new Size(width, CURVE_HEIGHT))));
  }

  /** What came of the samples of a training, a dot for each method: the mean return at the last n that all share. */
  private static Optional<Panels.Row> worths(
      Comparison comparison, List<MethodSummary> summaries, TrainingSamples cost, int width) {
    if (!cost.isKnown() || comparison.lastSharedSamples().isEmpty()) {
      return Optional.empty();
    }
    int n = comparison.lastSharedSamples().getAsInt();
    List<Curve> dots =
        summaries.stream()
            .filter(summary -> !Double.isNaN(cost.count(summary.method())))
            .map(summary -> {
              ConfidenceInterval at = summary.at(n).of(Quantity.MEAN_RETURN);
              return new Curve(
                  summary.method().label(),
                  List.of(cost.count(summary.method())),
                  List.of(at.estimate()),
                  List.of(at.low()),
                  List.of(at.high()));
            })
            .toList();
    return Optional.of(
        new Panels.Row(
            new LineChart(
                "(c) Return after adaptation at " + Samples.text(n),
                "real samples of training",
                "mean of Aₙ(ψ) over test tasks",
                dots,
                Horizontal.LOGARITHMIC,
                Vertical.LINEAR,
                new Size(width, CURVE_HEIGHT))));
  }

  /** Figure 3, {@code admrl-worst-case}: maps of the gap, and the worst-case gap against n. */
  public static Figure worstCase(List<MethodRuns> methods, Provenance provenance) {
    Comparison comparison = Comparison.of(methods);
    Claim claim =
        new Claim(
            Claim.ADMRL,
            "“For tasks on the boundary, AdMRL achieves much lower Gₙ(ψ) than MB-Gauss and MB-Unif,"
                + " which indicates AdMRL generalizes better in the worst case” (Lin et al., 2020,"
                + " figure 3).");
    List<String> verdicts =
        new ArrayList<>(List.of(Findings.atLastSamples(comparison, claim, Quantity.WORST_GAP)));
    TaskLattice.of(comparison.tasks())
        .map(lattice -> comparison.tasks().stream().filter(lattice::isOnBorder).toList())
        .filter(border -> border.size() < comparison.tasks().size())
        .ifPresent(border ->
            verdicts.add(
                Findings.atLastSamples(
                    comparison,
                    claim,
                    Quantity.MEAN_GAP,
                    "mean gap over the %d boundary tasks".formatted(border.size()),
                    border)));
    return new GapFigure(
            "admrl-worst-case", "Worst-case sub-optimality gap", claim, true, Optional.empty())
        .of(comparison, verdicts, provenance);
  }

  /** Figure 4b, {@code admrl-highdim}: the worst-case gap of many task parameters against n. */
  public static Figure highDimensional(List<MethodRuns> methods, Provenance provenance) {
    Comparison comparison = Comparison.of(methods);
    Claim claim =
        new Claim(
            Claim.ADMRL,
            "“AdMRL performs significantly better than MB-Unif and MB-Gauss when the task"
                + " parameters are high-dimensional” (Lin et al., 2020, section 5.2 and figure"
                + " 4b).");
    return new GapFigure(
            "admrl-highdim",
            "Worst-case gap with %d task parameters"
                .formatted(comparison.family().parameters().size()),
            claim,
            false,
            Optional.empty())
        .of(
            comparison,
            List.of(Findings.atLastSamples(comparison, claim, Quantity.WORST_GAP)),
            provenance);
  }

  /**
   * Figure 5, {@code admrl-ood}: gaps on tasks outside the training range.
   *
   * @param training the Ψ of the training, which the maps mark
   */
  public static Figure outOfDistribution(
      List<MethodRuns> methods, Box training, Provenance provenance) {
    Comparison comparison = Comparison.of(methods);
    Claim claim =
        new Claim(
            Claim.ADMRL,
            "“AdMRL generalizes much better and achieves lower Gₙ(ψ) than MB-Unif and MB-Gauss on"
                + " OOD tasks” (Lin et al., 2020, figure 5).");
    Optional<Region> region =
        training.size() < 2
            ? Optional.empty()
            : Optional.of(
                new Region(
                    "training Ψ",
                    new Point(training.low(0), training.low(1)),
                    new Point(training.high(0), training.high(1))));
    return new GapFigure(
            "admrl-ood", "Sub-optimality gap out of the training range", claim, true, region)
        .of(
            comparison,
            List.of(
                Findings.atLastSamples(comparison, claim, Quantity.WORST_GAP),
                Findings.atLastSamples(comparison, claim, Quantity.MEAN_GAP)),
            provenance);
  }
}
