package dev.admiral.experiments.figure;

import java.util.List;

/**
 * The prediction errors of the dynamics model that one training left.
 *
 * @param method its identifier, such as {@code mb-unif}
 * @param trainingSeed of the training
 * @param tasks each with its errors, at least one
 */
public record ModelErrors(String method, long trainingSeed, List<TaskError> tasks) {

  /** Copies and checks that there is a task. */
  public ModelErrors {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException(
          "the model errors of %s, training seed %d, name no task".formatted(method, trainingSeed));
    }
  }
}
