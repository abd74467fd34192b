package dev.admiral.experiments.report;

import dev.admiral.experiments.chart.Curve;
import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.Point;
import dev.admiral.experiments.chart.TaskScatter;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.VisitedTask;
import dev.admiral.space.Box;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tasks that meta-training visited: a map where ψ has two parameters, otherwise every parameter,
 * scaled to Ψ, against the order of visits.
 */
final class TaskCharts {
  private static final String CAPTION =
      "The tasks of meta-training in their order. An adversary that works reaches the hard tasks,"
          + " which usually lie on the boundary of Ψ (the box), and stays there.";

  private TaskCharts() {}

  /** The chart of one evaluation; none where no visit is known. */
  static List<NamedChart> of(Evaluation evaluation, String label) {
    List<VisitedTask> visits = evaluation.visitedTasks();
    if (visits.isEmpty()) {
      return List.of();
    }
    String title = label + ": tasks visited";
    Box box = evaluation.parameters();
    List<String> names = evaluation.parameterNames();
    if (box.size() != 2) {
      return List.of(new NamedChart("tasks", coordinates(title, names, box, visits), CAPTION));
    }
    return List.of(
        new NamedChart(
            "tasks",
            new TaskScatter(
                title,
                names.get(0),
                names.get(1),
                visits.stream()
                    .map(visit -> new Point(visit.task().get(0), visit.task().get(1)))
                    .toList(),
                new Point(box.low(0), box.low(1)),
                new Point(box.high(0), box.high(1))),
            CAPTION));
  }

  private static LineChart coordinates(
      String title, List<String> names, Box box, List<VisitedTask> visits) {
    List<Double> order = visits.stream().map(visit -> (double) visit.index()).toList();
    List<Curve> curves =
        IntStream.range(0, names.size())
            .mapToObj(i ->
                new Curve(
                    names.get(i),
                    order,
                    visits.stream().map(visit -> scaled(visit.task().get(i), box, i)).toList()))
            .toList();
    return new LineChart(
        title, "visit", "ψ, from −1 to 1 over Ψ", curves, LineChart.Vertical.LINEAR);
  }

  private static double scaled(double value, Box box, int i) {
    double width = box.high(i) - box.low(i);
    return width == 0 ? 0 : 2 * (value - box.low(i)) / width - 1;
  }
}
