package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.ColourScale;
import dev.admiral.experiments.chart.Curve;
import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Point;
import dev.admiral.experiments.chart.ScatterPanel;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.VisitedTask;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figure 4a of Lin et al. (NeurIPS 2020), {@code admrl-tasks}: the tasks that each method visited in
 * training, and how far they are from the boundary of Ψ. Three parameters are shown as two
 * projections, on the first and second and on the first and third; more as distances only.
 */
public final class VisitedTasksFigure {
  private static final int CURVE_HEIGHT = 350;

  private final List<MethodRuns> methods;
  private final List<MethodRuns> unknown;
  private final Evaluation family;

  private VisitedTasksFigure(List<MethodRuns> all) {
    this.methods = all.stream().filter(VisitedTasksFigure::knowsVisits).toList();
    this.unknown = all.stream().filter(method -> !knowsVisits(method)).toList();
    this.family = all.getFirst().runs().getFirst().evaluation();
  }

  private static boolean knowsVisits(MethodRuns method) {
    return method.runs().stream().noneMatch(run -> run.evaluation().visitedTasks().isEmpty());
  }

  /**
   * The figure. A method whose visits are not known is left out, and named.
   *
   * @throws IllegalArgumentException when the visits of no method are known, or when the methods differ
   *     in their family or Ψ
   */
  public static Figure of(List<MethodRuns> methods, Provenance provenance) {
    if (methods.stream().noneMatch(VisitedTasksFigure::knowsVisits)) {
      throw new IllegalArgumentException("no method says which tasks it visited in training");
    }
    VisitedTasksFigure figure = new VisitedTasksFigure(methods);
    methods.stream()
        .flatMap(method -> method.runs().stream())
        .filter(run -> !run.evaluation().comparableWith(figure.family))
        .findFirst()
        .ifPresent(run -> {
          throw new IllegalArgumentException(
              "tasks of %s over %s and of %s over %s cannot be shown together"
                  .formatted(
                      figure.family.family(),
                      figure.family.parameters(),
                      run.evaluation().family(),
                      run.evaluation().parameters()));
        });
    return figure.draw(provenance);
  }

  private Figure draw(Provenance provenance) {
    String title = "Tasks visited in training on " + family.family();
    List<Panels.Row> rows = new ArrayList<>(scatters());
    rows.add(new Panels.Row(distances(rows.isEmpty() ? "" : "(b) ")));
    List<String> facts = new ArrayList<>();
    facts.add(
        Facts.each(methods, "Training seeds", Facts::trainingSeeds)
            + ". Ψ: "
            + box(family.parameters())
            + ".");
    unknown.forEach(method ->
        facts.add("Not shown: " + method.label() + ", whose visited tasks are not known."));
    List<String> caption = new ArrayList<>();
    if (rows.size() > 1) {
      caption.add(
          "(a) Tasks of all training seeds in the box Ψ: ● on its boundary (within 1 %), × inside;"
              + " a number: as many visits at one place. Darker is later.");
    }
    caption.add(
        "Distance 1 − ‖u‖∞, u being ψ in [−1, 1] units of Ψ: 0 on the boundary, 1 at the centre."
            + (methods.stream().anyMatch(method -> method.runs().size() > 1)
                ? " Lines: mean over training seeds; bands: lowest to highest seed."
                : ""));
    caption.addAll(facts);
    caption.addAll(provenance.budget());
    return new Figure(
        "admrl-tasks",
        new Panels(title, rows, caption),
        csv(),
        new SummaryPage(title)
            .claim(BoundaryVerdict.CLAIM, List.of(BoundaryVerdict.on(methods)))
            .table(table())
            .paragraph(
                "A task is on the boundary when any of its parameters is within 1 % of an end of"
                    + " its range. Per training seed; – where none was.")
            .finish(facts, provenance, List.of()));
  }

  private List<Panels.Row> scatters() {
    int parameters = family.parameters().size();
    if (parameters < 2 || parameters > 3) {
      return List.of();
    }
    PanelGrid grid = new PanelGrid(methods.size());
    List<Panels.Row> rows = new ArrayList<>();
    for (int vertical = 1; vertical < parameters; vertical++) {
      int y = vertical;
      rows.addAll(
          grid.rows(
              vertical == 1 ? "(a) Visited tasks ψ" : "",
              methods.stream().map(method -> scatter(method, y, grid)).toList()));
    }
    rows.add(new Panels.Row(new ColourScale("order of visits", "first", "last", grid.width())));
    return rows;
  }

  private Chart scatter(MethodRuns method, int y, PanelGrid grid) {
    Box box = family.parameters();
    List<ScatterPanel.Visit> visits =
        method.runs().stream()
            .map(BoundaryVisits::new)
            .flatMap(run ->
                run.visits().stream()
                    .map(visit ->
                        new ScatterPanel.Visit(
                            new Point(visit.task().get(0), visit.task().get(y)),
                            progress(visit, run.visits()),
                            run.isOnBoundary(visit))))
            .toList();
    return new ScatterPanel(
        method.label(),
        family.parameterNames().get(0),
        family.parameterNames().get(y),
        visits,
        new Point(box.low(0), box.low(y)),
        new Point(box.high(0), box.high(y)),
        grid.panel(family.parameters().size() == 2 ? 1 : 0.75));
  }

  private static double progress(VisitedTask visit, List<VisitedTask> all) {
    int last = all.getLast().index();
    return last <= 1 ? 1 : (visit.index() - 1.0) / (last - 1);
  }

  private Chart distances(String letter) {
    return new LineChart(
        letter.isEmpty() ? "" : letter + "Distance of the training tasks to the boundary of Ψ",
        "training task",
        "distance to the boundary of Ψ, 1 − ‖u‖∞",
        methods.stream().map(VisitedTasksFigure::curve).toList(),
        LineChart.Vertical.FROM_ZERO,
        new Size(new PanelGrid(methods.size()).width(), CURVE_HEIGHT));
  }

  private static Curve curve(MethodRuns method) {
    TreeSet<Integer> indices = new TreeSet<>();
    method
        .runs()
        .forEach(
            run -> run.evaluation().visitedTasks().forEach(visit -> indices.add(visit.index())));
    List<double[]> distances = indices.stream().map(index -> distances(method, index)).toList();
    boolean band = method.runs().size() > 1;
    return new Curve(
        method.label(),
        indices.stream().map(Integer::doubleValue).toList(),
        distances.stream().map(all -> DoubleStream.of(all).average().orElseThrow()).toList(),
        band
            ? distances.stream().map(all -> DoubleStream.of(all).min().orElseThrow()).toList()
            : List.of(),
        band
            ? distances.stream().map(all -> DoubleStream.of(all).max().orElseThrow()).toList()
            : List.of());
  }

  /** Of each run that has this task, the distance. */
  private static double[] distances(MethodRuns method, int index) {
    return method.runs().stream()
        .map(BoundaryVisits::new)
        .flatMapToDouble(run ->
            run.visits().stream()
                .filter(visit -> visit.index() == index)
                .mapToDouble(run::distance))
        .toArray();
  }

  private static String box(Box box) {
    return box.size() > 3
        ? box.size() + " parameters"
        : IntStream.range(0, box.size())
            .mapToObj(i ->
                "[%s, %s]"
                    .formatted(
                        ResultText.coordinate(box.low(i)), ResultText.coordinate(box.high(i))))
            .collect(Collectors.joining(" × "));
  }

  private ResultTable table() {
    return new ResultTable(
        List.of("method", "tasks", "first on the boundary: task", "share on the boundary"),
        methods.stream()
            .map(method ->
                List.of(
                    method.label(),
                    runs(method)
                        .map(run -> Integer.toString(run.visits().size()))
                        .collect(Collectors.joining(", ")),
                    runs(method)
                        .map(run ->
                            run.first().isPresent()
                                ? Integer.toString(run.first().getAsInt())
                                : "–")
                        .collect(Collectors.joining(", ")),
                    runs(method)
                        .map(run -> Math.round(100 * run.share()) + " %")
                        .collect(Collectors.joining(", "))))
            .toList());
  }

  private static Stream<BoundaryVisits> runs(MethodRuns method) {
    return method.runs().stream().map(BoundaryVisits::new);
  }

  private String csv() {
    Csv csv =
        new Csv(
            List.of("method", "training_seed", "task"),
            family.parameters().size(),
            List.of("boundary_distance"));
    for (MethodRuns method : methods) {
      for (EvaluatedRun trained : method.runs()) {
        BoundaryVisits run = new BoundaryVisits(trained);
        for (VisitedTask visit : run.visits()) {
          csv.row(
              List.of(method.method(), trained.seed(), visit.index()),
              visit.task(),
              List.of(run.distance(visit)));
        }
      }
    }
    return csv.toString();
  }
}
