package dev.admiral.experiments.report;

import dev.admiral.experiments.chart.PngRenderer;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the charts of one run as files, for papers and slides. */
public final class PlotWriter {

  private PlotWriter() {}

  /**
   * Writes every chart as SVG and as PNG.
   *
   * @param folder created where it is missing; existing plots of the same names are replaced
   * @return why there are no PNGs, in one line; empty where there are
   * @throws java.io.UncheckedIOException when a file cannot be written
   */
  public static Optional<String> write(RunData run, Path folder) {
    Optional<String> problem = PngRenderer.problem();
    for (NamedChart chart : charts(run)) {
      chart.chart().write(folder.resolve(chart.name() + ".svg"));
      if (problem.isEmpty()) {
        chart.chart().write(folder.resolve(chart.name() + ".png"));
      }
    }
    return problem;
  }

  private static List<NamedChart> charts(RunData run) {
    List<NamedChart> charts = new ArrayList<>(TrainingCharts.of(run.metrics()));
    if (run.evaluation().isPresent()) {
      Evaluation evaluation = run.evaluation().get();
      Map<String, EvaluationSummary> summary =
          Map.of(evaluation.method(), EvaluationSummary.of(evaluation));
      charts.add(EvaluationCharts.returns(summary));
      if (evaluation.estimatesOptima()) {
        charts.add(EvaluationCharts.worstGaps(summary));
        charts.addAll(EvaluationCharts.gapMaps(Map.of(evaluation.method(), evaluation)));
      }
      charts.addAll(TaskCharts.of(evaluation, evaluation.method()));
      charts.addAll(WorstCaseCharts.of(evaluation, evaluation.method()));
    }
    run.returns().ifPresent(returns -> charts.add(ReturnCharts.of(run.name(), returns)));
    return charts;
  }
}
