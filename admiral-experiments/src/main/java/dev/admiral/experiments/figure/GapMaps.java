package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.ColourScale;
import dev.admiral.experiments.chart.HeatPanel;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Region;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.report.ResultText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Maps of Gₙ(ψ) at the largest n, a column for each method, all on one colour scale. Tasks of three
 * parameters have a row of maps for each value of the last.
 */
final class GapMaps {
  private final Comparison comparison;
  private final TaskLattice lattice;
  private final Set<List<Double>> tasks;
  private final Optional<Region> region;
  private final double largest;

  private GapMaps(Comparison comparison, TaskLattice lattice, Optional<Region> region) {
    this.comparison = comparison;
    this.lattice = lattice;
    this.tasks = new HashSet<>(comparison.tasks());
    this.region = region;
    double most =
        comparison.methods().stream()
            .flatMapToDouble(method -> tasks.stream().mapToDouble(task -> gap(method, task)))
            .max()
            .orElse(0);
    this.largest = most > 0 ? most : 1;
  }

  /**
   * The rows of maps and the colour bar below them; none where the tasks form no grid.
   *
   * @param heading over the first row
   * @param region what to mark in each map
   */
  static List<Panels.Row> rows(Comparison comparison, String heading, Optional<Region> region) {
    return TaskLattice.of(comparison.tasks())
        .map(lattice -> new GapMaps(comparison, lattice, region).rows(heading))
        .orElse(List.of());
  }

  private List<Panels.Row> rows(String heading) {
    PanelGrid grid = new PanelGrid(comparison.methods().size());
    List<Panels.Row> rows = new ArrayList<>();
    for (List<Double> rest : rests()) {
      String at =
          rest.isEmpty()
              ? ""
              : "%s = %s"
                  .formatted(
                      comparison.family().parameterNames().get(2),
                      ResultText.coordinate(rest.getFirst()));
      String first = rows.isEmpty() ? heading : "";
      rows.addAll(
          grid.rows(
              Stream.of(first, at).filter(text -> !text.isEmpty()).reduce("", GapMaps::joined),
              comparison.methods().stream().map(method -> map(method, rest, grid)).toList()));
    }
    rows.add(
        new Panels.Row(
            new ColourScale(
                "gap, in return (largest of each map outlined)", 0, largest, grid.width())));
    return rows;
  }

  private static String joined(String a, String b) {
    return a.isEmpty() ? b : a + "; " + b;
  }

  /** The values of the last of three parameters, each as a list; one empty list for two. */
  private List<List<Double>> rests() {
    return lattice.values().size() == 2
        ? List.of(List.of())
        : lattice.values().get(2).stream().map(List::of).toList();
  }

  private Chart map(MethodRuns method, List<Double> rest, PanelGrid grid) {
    List<List<Double>> cells =
        lattice.values().get(0).stream()
            .map(x ->
                lattice.values().get(1).stream()
                    .map(y -> Stream.concat(Stream.of(x, y), rest.stream()).toList())
                    .map(task -> tasks.contains(task) ? gap(method, task) : Double.NaN)
                    .toList())
            .toList();
    boolean flat = rest.isEmpty();
    String title =
        comparison.lastSharedSamples().isPresent()
            ? method.label()
            : method.label() + ", " + Samples.text(samples(method));
    List<String> names = comparison.family().parameterNames();
    Size size = grid.panel(flat ? 1 : 0.8);
    return new HeatPanel(
        title,
        names.get(0),
        names.get(1),
        lattice.values().get(0),
        lattice.values().get(1),
        cells,
        0,
        largest,
        region,
        size);
  }

  private double gap(MethodRuns method, List<Double> task) {
    return Comparison.gap(method, task, samples(method));
  }

  private int samples(MethodRuns method) {
    return comparison.lastSharedSamples().orElse(method.sampleSizes().getLast());
  }
}
