package dev.admiral.experiments.report;

import dev.admiral.experiments.chart.Curve;
import dev.admiral.experiments.chart.HeatMap;
import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationSummary;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The pictures of one evaluation or of several of one family: returns and worst-case gaps against
 * adaptation samples, and maps of the gap over the tasks (the paper's figures 2 and 3).
 */
public final class EvaluationCharts {
  private static final String SAMPLES = "real samples for adaptation, n";

  private EvaluationCharts() {}

  /**
   * Curves with a point for each n and a 95 % interval over evaluation seeds.
   *
   * @param summaries by label
   */
  static NamedChart returns(Map<String, EvaluationSummary> summaries) {
    return new NamedChart(
        "mean-return",
        curves(
            summaries,
            "Mean return over all tasks",
            "mean of Aₙ(ψ)",
            EvaluationSummary.Row::meanReturn,
            Vertical.LINEAR),
        "Return after adapting with n real samples; n = 0 is zero-shot. Higher is better. Bars"
            + " and bands: 95 % interval over evaluation seeds, where there were several.");
  }

  /**
   * Curves with a point for each n and a 95 % interval over evaluation seeds.
   *
   * @param summaries by label
   */
  static NamedChart worstGaps(Map<String, EvaluationSummary> summaries) {
    return new NamedChart(
        "worst-gap",
        curves(
            summaries,
            "Worst-case sub-optimality gap",
            "largest gap of any task",
            EvaluationSummary.Row::worstGap,
            Vertical.FROM_ZERO),
        "How much the adapted policy loses against the best known return A*(ψ), on the task"
            + " where it loses most. Lower is better.");
  }

  private static LineChart curves(
      Map<String, EvaluationSummary> summaries,
      String title,
      String yName,
      Function<EvaluationSummary.Row, ConfidenceInterval> quantity,
      Vertical vertical) {
    List<Curve> curves = new ArrayList<>();
    summaries.forEach((label, summary) -> curves.add(curve(label, summary, quantity)));
    return new LineChart(title, SAMPLES, yName, curves, vertical);
  }

  private static Curve curve(
      String label,
      EvaluationSummary summary,
      Function<EvaluationSummary.Row, ConfidenceInterval> quantity) {
    List<ConfidenceInterval> intervals = summary.rows().stream().map(quantity).toList();
    return new Curve(
        label,
        summary.rows().stream().map(row -> (double) row.samples()).toList(),
        intervals.stream().map(ConfidenceInterval::estimate).toList(),
        intervals.stream().map(ConfidenceInterval::low).toList(),
        intervals.stream().map(ConfidenceInterval::high).toList());
  }

  /**
   * Maps of Gₙ(ψ) for the smallest and the largest n, all on one colour scale; for tasks of three
   * parameters, one for each value of the last. Tasks that form no such grid have no map.
   *
   * @param evaluations by label
   */
  public static List<NamedChart> gapMaps(Map<String, Evaluation> evaluations) {
    double largest =
        evaluations.values().stream()
            .flatMapToDouble(e -> ends(e).mapToDouble(n -> e.worstGap(n).gap()))
            .max()
            .orElse(0);
    List<NamedChart> maps = new ArrayList<>();
    // Maps of equal n stand beside each other.
    evaluations.values().stream()
        .flatMap(EvaluationCharts::ends)
        .distinct()
        .sorted()
        .forEach(n ->
            evaluations.forEach((label, evaluation) -> {
              if (ends(evaluation).anyMatch(n::equals)) {
                maps.addAll(GapMaps.of(evaluation, label, n, largest));
              }
            }));
    return maps;
  }

  private static Stream<Integer> ends(Evaluation evaluation) {
    List<Integer> sizes = evaluation.sampleSizes();
    return Stream.of(sizes.getFirst(), sizes.getLast()).distinct();
  }

  /** The maps of one evaluation at one n. */
  private static final class GapMaps {
    private static final String CAPTION =
        "Gap Gₙ(ψ) = A*(ψ) − Aₙ(ψ) of each evaluated task. Lighter is smaller, which is better; all"
            + " maps share one colour scale, and the worst task of each is outlined.";

    static List<NamedChart> of(Evaluation evaluation, String label, int samples, double largest) {
      String title =
          samples == 0 ? label + ": gap, zero-shot" : label + ": gap after " + samples + " samples";
      List<List<Double>> values = new ArrayList<>();
      long cells = 1;
      for (int i = 0; i < evaluation.parameters().size(); i++) {
        values.add(coordinates(evaluation, i));
        cells *= values.getLast().size();
      }
      if (cells != evaluation.tasks().size()) {
        return List.of();
      }
      String name = "gap-" + samples;
      return switch (values.size()) {
        case 2 ->
            List.of(
                new NamedChart(name, map(evaluation, title, samples, values, largest), CAPTION));
        case 3 ->
            values.get(2).stream()
                .map(last ->
                    new NamedChart(
                        name + "-at-" + last,
                        map(
                            evaluation,
                            "%s, %s = %s"
                                .formatted(title, evaluation.parameterNames().get(2), last),
                            samples,
                            List.of(values.get(0), values.get(1), List.of(last)),
                            largest),
                        CAPTION))
                .toList();
        default -> List.of();
      };
    }

    private static List<Double> coordinates(Evaluation evaluation, int parameter) {
      return evaluation.tasks().stream()
          .map(task -> task.get(parameter))
          .distinct()
          .sorted()
          .toList();
    }

    private static HeatMap map(
        Evaluation evaluation,
        String title,
        int samples,
        List<List<Double>> values,
        double largest) {
      List<Double> rest = values.size() == 3 ? values.get(2) : List.of();
      List<List<Double>> cells =
          values.get(0).stream()
              .map(x ->
                  values.get(1).stream()
                      .map(y -> Stream.concat(Stream.of(x, y), rest.stream()).toList())
                      .map(task -> evaluation.gap(task, samples))
                      .toList())
              .toList();
      return new HeatMap(
          title,
          evaluation.parameterNames().get(0),
          evaluation.parameterNames().get(1),
          "gap, in return",
          values.get(0),
          values.get(1),
          cells,
          0,
          largest);
    }
  }
}
