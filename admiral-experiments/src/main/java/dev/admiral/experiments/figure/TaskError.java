package dev.admiral.experiments.figure;

import java.util.List;

/**
 * How far a dynamics model's predictions are from the true transitions of one task.
 *
 * @param task ψ
 * @param normalisedError mean L2 error in units of the states' standard deviations
 * @param rawError mean L2 error in the states' own units
 */
public record TaskError(List<Double> task, double normalisedError, double rawError) {

  public TaskError {
    task = List.copyOf(task);
  }
}
