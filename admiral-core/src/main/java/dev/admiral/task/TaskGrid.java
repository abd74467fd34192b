package dev.admiral.task;

import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Evenly spaced tasks over Ψ, its corners included: the paper's 6×6 or 4×4×3.
 *
 * @param parameters Ψ, bounded
 * @param shape how many values of each parameter; one value is the middle of its range
 */
public record TaskGrid(Box parameters, List<Integer> shape) {

  public TaskGrid {
    shape = List.copyOf(shape);
    if (shape.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "a grid over %d parameters has as many sizes, not %d"
              .formatted(parameters.size(), shape.size()));
    }
    if (shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "a grid has at least one value of each parameter: " + shape);
    }
    if (!parameters.isBounded()) {
      throw new IllegalArgumentException("a grid needs bounded parameters, not " + parameters);
    }
  }

  /** The grid of {@code size} values of each parameter. */
  public static TaskGrid cube(Box parameters, int size) {
    return new TaskGrid(parameters, Collections.nCopies(parameters.size(), size));
  }

  /** The values of one parameter, increasing. */
  public double[] values(int parameter) {
    int size = shape.get(parameter);
    double low = parameters.low(parameter);
    double high = parameters.high(parameter);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = size == 1 ? (low + high) / 2 : low + (high - low) * i / (size - 1);
    }
    if (size > 1) {
      values[size - 1] = high; // which rounding may have missed
    }
    return values;
  }

  /** All tasks in row-major order: the last parameter changes fastest. */
  public List<double[]> tasks() {
    List<double[]> tasks = List.of(new double[0]);
    for (int parameter = 0; parameter < shape.size(); parameter++) {
      List<double[]> longer = new ArrayList<>();
      for (double[] task : tasks) {
        for (double value : values(parameter)) {
          double[] extended = Arrays.copyOf(task, task.length + 1);
          extended[task.length] = value;
          longer.add(extended);
        }
      }
      tasks = longer;
    }
    return tasks;
  }
}
