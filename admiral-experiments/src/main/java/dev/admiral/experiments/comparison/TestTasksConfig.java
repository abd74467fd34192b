package dev.admiral.experiments.comparison;

import java.util.Collections;
import java.util.List;

/**
 * The tasks that a trained model is evaluated on.
 *
 * @param grid how many values of each parameter of ψ form a grid, corners included; one number is that many
 *     of every parameter; empty for no grid. The paper has 6×6 for two parameters and 4×4×3 for Ant-3D
 * @param boundaryOnly whether only the grid's tasks on the boundary count, as in the paper's test out of
 *     distribution
 * @param boundaryTasks how many tasks are drawn uniformly from the boundary instead of a grid; the paper has
 *     20 for Cheetah-Highdim. The same ones for every run
 * @param low the lower bounds of the tasks, in place of Ψ's; empty for Ψ's
 * @param high the upper bounds likewise
 */
public record TestTasksConfig(
    List<Integer> grid,
    boolean boundaryOnly,
    int boundaryTasks,
    List<Double> low,
    List<Double> high) {
  public TestTasksConfig {
    grid = List.copyOf(grid);
    low = List.copyOf(low);
    high = List.copyOf(high);
    if (grid.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("grid must have at least 1 value of each, not " + grid);
    }
    if (boundaryTasks < 0) {
      throw new IllegalArgumentException("boundary-tasks must not be negative: " + boundaryTasks);
    }
    if (!grid.isEmpty() && boundaryTasks > 0) {
      throw new IllegalArgumentException(
          "boundary-tasks are in place of a grid: set grid=[] with them, or boundary-tasks=0 with a"
              + " grid");
    }
    if (low.size() != high.size()) {
      throw new IllegalArgumentException(
          "low and high must be of one length, not %s and %s".formatted(low, high));
    }
  }

  /** Whether there is nothing to evaluate. */
  public boolean isEmpty() {
    return grid.isEmpty() && boundaryTasks == 0;
  }

  /** The grid for this many parameters. */
  public List<Integer> gridShape(int parameters) {
    return grid.size() == 1 ? Collections.nCopies(parameters, grid.getFirst()) : grid;
  }

  /** Nothing to evaluate. */
  public static TestTasksConfig none() {
    return new TestTasksConfig(List.of(), false, 0, List.of(), List.of());
  }

  /** The AdMRL paper's for this number of task parameters. */
  public static TestTasksConfig defaults(int parameters) {
    List<Integer> grid =
        switch (parameters) {
          case 1, 2 -> List.of(6);
          case 3 -> List.of(4, 4, 3);
          default -> List.of();
        };
    return new TestTasksConfig(grid, false, grid.isEmpty() ? 20 : 0, List.of(), List.of());
  }
}
