package dev.admiral.experiments.report;

import dev.admiral.admrl.WorstCasePath;
import dev.admiral.experiments.chart.Point;
import dev.admiral.experiments.chart.TaskScatter;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.space.Box;
import java.util.List;
import java.util.stream.IntStream;

/** The ways of a search for the worst case over Ψ, a map for each start, where ψ has two parameters. */
final class WorstCaseCharts {
  private static final String CAPTION =
      "The tasks that gradient ascent on the sub-optimality of the zero-shot policy visited from"
          + " each of its starts, which are spread over Ψ (the box).";

  private WorstCaseCharts() {}

  /** The maps of one evaluation; none without a search. */
  static List<NamedChart> of(Evaluation evaluation, String label) {
    if (evaluation.parameters().size() != 2) {
      return List.of();
    }
    return IntStream.range(0, evaluation.worstCasePaths().size())
        .mapToObj(i ->
            new NamedChart(
                "worst-case-" + (i + 1),
                map(
                    evaluation,
                    label + ": search from start " + (i + 1),
                    evaluation.worstCasePaths().get(i)),
                CAPTION))
        .toList();
  }

  private static TaskScatter map(Evaluation evaluation, String title, WorstCasePath path) {
    Box box = evaluation.parameters();
    return new TaskScatter(
        title,
        evaluation.parameterNames().get(0),
        evaluation.parameterNames().get(1),
        path.points().stream()
            .map(point -> new Point(point.task().get(0), point.task().get(1)))
            .toList(),
        new Point(box.low(0), box.low(1)),
        new Point(box.high(0), box.high(1)));
  }
}
