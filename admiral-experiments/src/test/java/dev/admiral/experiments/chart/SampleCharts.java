package dev.admiral.experiments.chart;

import dev.admiral.random.RandomStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    charts.put(
        "empty", new LineChart("Nothing yet", "x", "y", List.of(), LineChart.Vertical.LINEAR));
    charts.put("tasks-corners", tasks(20, true));
    charts.put("tasks-uniform", tasks(40, false));
    charts.put("tasks-one", tasks(1, false));
    return charts;
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
