package dev.admiral.experiments.evaluation;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A task that meta-training trained on.
 *
 * @param index its place in the order of visits, counted from 1
 * @param task ψ
 */
public record VisitedTask(int index, List<Double> task) {

  public VisitedTask {
    task = List.copyOf(task);
  }

  /** The same with ψ as an array. */
  public VisitedTask(int index, double[] task) {
    this(index, DoubleStream.of(task).boxed().toList());
  }
}
