package dev.admiral.experiments.admrl;

import dev.admiral.experiments.algorithm.EvaluationJob;
import java.nio.file.Path;

/**
 * A job on a trained model that keeps its result in a {@link JobStore}.
 *
 * @param <R> what it measures
 */
interface KeptJob<R> extends EvaluationJob {

  JobContext context();

  /** Tells it from the evaluation's other jobs; a file's name without extension. */
  String name();

  /** What its result depends on beyond what all jobs' results do. */
  String inputs();

  Class<R> resultType();

  @Override
  default boolean isDone() {
    return store().find(this).isPresent();
  }

  /** What was measured. */
  default R result() {
    return store()
        .find(this)
        .orElseThrow(() -> new IllegalStateException(description() + " is not measured"));
  }

  default void keep(R result) {
    store().save(this, result);
  }

  private JobStore store() {
    return new JobStore(Path.of(context().results()), context().parsed());
  }
}
