package dev.admiral.experiments.report;

import dev.admiral.experiments.chart.Curve;
import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.metrics.MetricHistory;
import dev.admiral.experiments.metrics.MetricSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The learning curves: a panel for each group of metrics that belong together, as far as they were
 * measured. One run has the curves of a group in one chart; several runs have a chart for each metric,
 * with a curve for each run.
 */
public final class TrainingCharts {
  private static final String UPDATE = "update";

  private static final List<Panel> PANELS =
      List.of(
          new Panel(
              "returns",
              "Return on the training task",
              "undiscounted return in the real environment",
              Vertical.LINEAR,
              "Each task is met first with an untrained policy, then with one that was adapted in"
                  + " the model alone (zero-shot), then with one that was adapted with real"
                  + " samples.",
              List.of(
                  new Line("meta/zero_shot_return", "zero-shot"),
                  new Line("meta/adapted_return", "adapted with real samples"),
                  new Line("meta/untrained_return", "untrained"))),
          new Panel(
              "adaptation",
              "Return before and after adaptation",
              "undiscounted return, mean over tasks",
              Vertical.LINEAR,
              "Of the tasks of each iteration; under attack where training is.",
              List.of(
                  new Line("meta/after_return", "after adaptation"),
                  new Line("meta/before_return", "before"))),
          new Panel(
              "perturbation",
              "Perturbations of observations",
              "in the units of observations",
              Vertical.FROM_ZERO,
              "The largest change of a coordinate that the policy was shown, and the mean Euclidean"
                  + " length of what the generator wanted, before it was cut.",
              List.of(
                  new Line("attack/largest_change", "largest change"),
                  new Line("attack/mean_length", "generator's mean length"))),
          new Panel(
              "rollout-return",
              "Return while collecting",
              "undiscounted return in the real environment",
              Vertical.LINEAR,
              "Episodes that the training collected, exploration noise included.",
              List.of(new Line("rollout/ep_rew_mean", "mean episode return"))),
          new Panel(
              "model-loss",
              "Dynamics model",
              "multi-step prediction loss",
              Vertical.LOGARITHMIC,
              "How far the model's predictions are from what the environment did, logarithmic.",
              List.of(
                  new Line("model/loss", "training data"),
                  new Line("model/validation_loss", "held-out data"))),
          new Panel(
              "virtual-return",
              "Return in the virtual environment",
              "return that the model predicts",
              Vertical.LINEAR,
              "What the policy believes to earn; far above the real return, it exploits the model.",
              List.of(new Line("virtual/ep_rew_mean", "mean virtual return"))),
          new Panel(
              "task-gradient",
              "Gradient of the gap with respect to the task",
              "Euclidean norm",
              Vertical.LOGARITHMIC,
              "How strongly the adversary is pulled towards a harder task, logarithmic.",
              List.of(new Line("task/gradient_norm", "norm"))),
          new Panel(
              "cg-residual",
              "Conjugate gradient of the task gradient",
              "relative residual",
              Vertical.LOGARITHMIC,
              "What is left of the linear system after the last iteration, logarithmic.",
              List.of(new Line("task/cg_residual", "residual"))),
          new Panel(
              "update-time",
              "Time of an update",
              "seconds",
              Vertical.FROM_ZERO,
              "Wall-clock time.",
              List.of(new Line("time/update_seconds", "seconds"))));

  private TrainingCharts() {}

  private record Line(String tag, String name) {}

  private record Panel(
      String name,
      String title,
      String yName,
      Vertical vertical,
      String caption,
      List<Line> lines) {}

  /** The charts of one run. */
  public static List<NamedChart> of(MetricHistory metrics) {
    List<NamedChart> charts = new ArrayList<>();
    for (Panel panel : PANELS) {
      List<Curve> curves =
          panel.lines().stream()
              .map(line -> curve(line.name(), metrics.series(line.tag())))
              .filter(curve -> !curve.x().isEmpty())
              .toList();
      if (!curves.isEmpty()) {
        charts.add(chart(panel.name(), panel.title(), panel, curves));
      }
    }
    return charts;
  }

  /** The charts of several runs, which {@code labels} (as many) name. */
  public static List<NamedChart> comparing(List<MetricHistory> runs, List<String> labels) {
    List<NamedChart> charts = new ArrayList<>();
    for (Panel panel : PANELS) {
      for (Line line : panel.lines()) {
        List<Curve> curves =
            IntStream.range(0, runs.size())
                .mapToObj(i -> curve(labels.get(i), runs.get(i).series(line.tag())))
                .filter(curve -> !curve.x().isEmpty())
                .toList();
        if (!curves.isEmpty()) {
          boolean alone = panel.lines().size() == 1;
          String title = alone ? panel.title() : panel.title() + ": " + line.name();
          charts.add(chart(fileName(line.tag()), title, panel, curves));
        }
      }
    }
    return charts;
  }

  /** The metrics of one run that no other chart shows, one chart each. */
  public static List<NamedChart> others(MetricHistory metrics) {
    List<String> shown =
        PANELS.stream().flatMap(panel -> panel.lines().stream()).map(Line::tag).toList();
    return metrics.tags().stream()
        .filter(tag -> !shown.contains(tag) && !tag.equals("task/index"))
        .map(tag ->
            new NamedChart(
                fileName(tag),
                new LineChart(
                    tag, UPDATE, "", List.of(curve(tag, metrics.series(tag))), Vertical.LINEAR),
                ""))
        .toList();
  }

  private static NamedChart chart(String name, String title, Panel panel, List<Curve> curves) {
    return new NamedChart(
        name,
        new LineChart(title, UPDATE, panel.yName(), curves, panel.vertical()),
        panel.caption());
  }

  private static Curve curve(String name, MetricSeries series) {
    return new Curve(name, series.steps(), series.values());
  }

  private static String fileName(String tag) {
    return Stream.of(tag.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
        .reduce((a, b) -> a + "-" + b)
        .orElse("metric");
  }
}
