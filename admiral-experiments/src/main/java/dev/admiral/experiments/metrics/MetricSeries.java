package dev.admiral.experiments.metrics;

import java.util.List;

/**
 * One metric over a run.
 *
 * @param steps the numbers of the updates that measured it, increasing
 * @param values as many
 */
public record MetricSeries(List<Double> steps, List<Double> values) {

  public MetricSeries {
    steps = List.copyOf(steps);
    values = List.copyOf(values);
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }
}
