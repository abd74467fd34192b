package dev.admiral.experiments.figure;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tasks of two or three parameters on a grid: all of its cells, or at least all on its border.
 *
 * @param values of each parameter, increasing
 */
record TaskLattice(List<List<Double>> values) {

  /** The grid of {@code tasks}; empty where they form none. */
  static Optional<TaskLattice> of(List<List<Double>> tasks) {
    int parameters = tasks.getFirst().size();
    if (parameters < 2 || parameters > 3) {
      return Optional.empty();
    }
    TaskLattice lattice =
        new TaskLattice(
            IntStream.range(0, parameters)
                .mapToObj(i -> tasks.stream().map(task -> task.get(i)).distinct().sorted().toList())
                .toList());
    Set<List<Double>> present = new HashSet<>(tasks);
    boolean whole =
        lattice.cells().stream()
            .allMatch(cell -> present.contains(cell) || !lattice.isOnBorder(cell));
    return whole ? Optional.of(lattice) : Optional.empty();
  }

  private List<List<Double>> cells() {
    List<List<Double>> cells = List.of(List.of());
    for (List<Double> axis : values) {
      cells =
          cells.stream()
              .flatMap(cell -> axis.stream().map(value -> appended(cell, value)))
              .toList();
    }
    return cells;
  }

  private static List<Double> appended(List<Double> cell, double value) {
    return IntStream.rangeClosed(0, cell.size())
        .mapToObj(i -> i < cell.size() ? cell.get(i) : (Double) value)
        .toList();
  }

  /** True when any parameter of {@code task} has its smallest or its largest value. */
  boolean isOnBorder(List<Double> task) {
    return IntStream.range(0, values.size())
        .anyMatch(i ->
            task.get(i).equals(values.get(i).getFirst())
                || task.get(i).equals(values.get(i).getLast()));
  }
}
