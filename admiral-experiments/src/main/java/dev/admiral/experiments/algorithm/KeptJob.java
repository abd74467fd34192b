package dev.admiral.experiments.algorithm;

/**
 * A job that keeps its result in a {@link JobStore}.
 *
 * @param <R> what it measures, a type that Jackson can write and read
 */
public interface KeptJob<R> extends EvaluationJob {

  /** The folder where what jobs measured is kept. */
  String results();

  /** Tells it from the evaluation's other jobs; a file's name without extension. */
  String name();

  /** Everything that its result depends on. */
  String inputs();

  Class<R> resultType();

  @Override
  default boolean isDone() {
    return JobStore.find(this).isPresent();
  }

  /** What was measured. */
  default R result() {
    return JobStore.find(this)
        .orElseThrow(() -> new IllegalStateException(description() + " is not measured"));
  }

  default void keep(R result) {
    JobStore.save(this, result);
  }
}
