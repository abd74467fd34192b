package dev.admiral.experiments.chart;

import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.random.RandomStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One chart of each kind and the awkward cases. */
final class SampleCharts {
  private SampleCharts() {}

  static Map<String, Chart> all() {
    Map<String, Chart> charts = new LinkedHashMap<>();
    charts.put("gap-heat-map", heatMap(6, 900));
    charts.put("heat-map-fine", heatMap(15, 12));
    charts.put("heat-map-one-cell", heatMap(1, 0));
    charts.put("adaptation", adaptation());
    charts.put("training", training(400));
    charts.put("training-short", training(2));
    charts.put("loss", loss());
    charts.put("samples", samples());
    charts.put(
        "empty", new LineChart("Nothing yet", "x", "y", List.of(), LineChart.Vertical.LINEAR));
    charts.put("tasks-corners", tasks(20, true));
    charts.put("tasks-uniform", tasks(40, false));
    charts.put("tasks-one", tasks(1, false));
    charts.put("border", border());
    charts.put("scatter", scatter());
    charts.put("dots", dots(20));
    charts.put("dots-one", dots(1));
    charts.put("scale", new ColourScale("gap, in return", 0, 120, 330));
    charts.put(
        "panels",
        new Panels(
            "A title that is much too long to stand on one line above two panels of this width, so"
                + " that it is broken",
            List.of(
                new Panels.Row("(a) Beside each other", List.of(border(), scatter())),
                new Panels.Row(new ColourScale("gap, in return", 0, 120, 660)),
                new Panels.Row(dots(5))),
            List.of("A paragraph. ".repeat(20), "Another.")));
    charts.put("panels-empty", new Panels("Nothing", List.of(), List.of()));
    return charts;
  }

  /** Over powers of ten, from a few points to many; one is on no logarithmic axis. */
  private static LineChart samples() {
    List<Double> few = List.of(0.0, 4e4, 8e4);
    List<Double> many = linspace(8e4, 8e7, 100);
    return new LineChart(
        "Return in training",
        "real samples of training",
        "mean return",
        List.of(
            new Curve("few", few, List.of(1.0, 2.0, 3.0)),
            new Curve("many", many, many.stream().map(Math::log10).toList())),
        LineChart.Horizontal.LOGARITHMIC,
        LineChart.Vertical.LINEAR,
        new Size(540, 350));
  }

  /** Values on the border of a 4×4 grid only. */
  static HeatPanel border() {
    List<Double> x = linspace(-3, 3, 4);
    List<List<Double>> values =
        x.stream()
            .map(a ->
                x.stream()
                    .map(b ->
                        Math.max(Math.abs(a), Math.abs(b)) > 2 ? 60 + 10 * a + 10 * b : Double.NaN)
                    .toList())
            .toList();
    return new HeatPanel(
        "MB-Gauss",
        "target x velocity [m/s]",
        "target y velocity [m/s]",
        x,
        x,
        values,
        0,
        120,
        Optional.of(new Region("training Ψ", new Point(-2, -2), new Point(2, 2))),
        new Size(330, 378));
  }

  private static ScatterPanel scatter() {
    RandomStream random = RandomStream.of(3);
    return new ScatterPanel(
        "AdMRL",
        "target x velocity [m/s]",
        "target y velocity [m/s]",
        IntStream.range(0, 60)
            .mapToObj(i ->
                i % 3 == 0
                    ? new ScatterPanel.Visit(new Point(-2, i % 2 == 0 ? 2 : -2), i / 59.0, true)
                    : new ScatterPanel.Visit(
                        new Point(random.nextDouble(-2, 2), random.nextDouble(-2, 2)),
                        i / 59.0,
                        false))
            .toList(),
        new Point(-2, -2),
        new Point(2, 2),
        new Size(330, 378));
  }

  private static DotChart dots(int points) {
    List<DotChart.Column> columns =
        Stream.of("AdMRL", "MB-Unif", "a method with a rather long name", "PEARL")
            .map(name ->
                new DotChart.Column(
                    name,
                    points == 1
                        ? new ConfidenceInterval(0.5, Double.NaN, Double.NaN, 0.95)
                        : new ConfidenceInterval(0.5, 0.4, 0.65, 0.95),
                    linspace(0.1, 0.9, points)))
            .toList();
    return new DotChart(
        "Model error", "L2", columns, LineChart.Vertical.FROM_ZERO, new Size(540, 350));
  }

  static HeatMap heatMap(int size, double highest) {
    List<Double> x = linspace(-2, 2, size);
    List<Double> y = linspace(1.2, 2, size);
    List<List<Double>> values =
        x.stream()
            .map(a ->
                y.stream()
                    .map(b -> highest * (a * a / 4 * 0.7 + Math.pow((b - 1.6) / 0.4, 2) * 0.3))
                    .toList())
            .toList();
    return new HeatMap(
        "AdMRL: sub-optimality gap after 6000 samples",
        "target x velocity [m/s]",
        "target height [m]",
        "gap G(ψ), in return",
        x,
        y,
        values,
        0,
        highest);
  }

  private static Chart adaptation() {
    List<Double> n = List.of(0.0, 2000.0, 4000.0, 6000.0);
    return new LineChart(
        "Worst-case sub-optimality gap",
        "real samples for adaptation",
        "worst-case gap, in return (95 % interval)",
        List.of(
            band("AdMRL", n, List.of(620.0, 410.0, 330.0, 300.0), 40),
            band("MB-Unif", n, List.of(1100.0, 900.0, 820.0, 800.0), 90),
            band("MB-Gauss", n, List.of(1300.0, 1150.0, 1000.0, 990.0), 70)),
        LineChart.Vertical.FROM_ZERO);
  }

  private static Curve band(String name, List<Double> x, List<Double> y, double half) {
    return new Curve(
        name, x, y, y.stream().map(v -> v - half).toList(), y.stream().map(v -> v + half).toList());
  }

  private static Chart training(int steps) {
    RandomStream random = RandomStream.of(1);
    List<Double> x = IntStream.rangeClosed(1, steps).mapToObj(i -> (double) i).toList();
    List<Curve> curves =
        Stream.of("zero-shot", "after SLBO", "untrained policy", "a curve with a rather long name")
            .map(name ->
                new Curve(
                    name,
                    x,
                    x.stream()
                        .map(i -> 1500 * (1 - Math.exp(-i / 90)) + 120 * random.nextGaussian())
                        .toList()))
            .toList();
    return new LineChart(
        "Return on the training task", "update", "return", curves, LineChart.Vertical.LINEAR);
  }

  private static Chart loss() {
    List<Double> x = linspace(1, 60, 60);
    return new LineChart(
        "Dynamics model",
        "update",
        "multi-step loss",
        List.of(
            new Curve("training", x, x.stream().map(i -> 0.8 * Math.exp(-i / 12) + 0.002).toList()),
            new Curve(
                "validation",
                x,
                x.stream()
                    .map(i -> i == 30 ? Double.NaN : 0.9 * Math.exp(-i / 14) + 0.01)
                    .toList())),
        LineChart.Vertical.LOGARITHMIC);
  }

  private static Chart tasks(int count, boolean corners) {
    RandomStream random = RandomStream.of(2);
    List<Point> visited =
        IntStream.range(0, count)
            .mapToObj(i ->
                corners && i > 3
                    ? new Point(i % 3 == 0 ? -2 : 2, i % 2 == 0 ? 1.2 : 2.0 - 0.02 * (i % 5))
                    : new Point(random.nextDouble(-2, 2), random.nextDouble(1.2, 2)))
            .toList();
    return new TaskScatter(
        "Tasks visited in meta-training",
        "target x velocity [m/s]",
        "target height [m]",
        visited,
        new Point(-2, 1.2),
        new Point(2, 2));
  }

  private static List<Double> linspace(double low, double high, int count) {
    return count == 1
        ? Collections.singletonList((low + high) / 2)
        : IntStream.range(0, count).mapToObj(i -> low + (high - low) * i / (count - 1)).toList();
  }
}
