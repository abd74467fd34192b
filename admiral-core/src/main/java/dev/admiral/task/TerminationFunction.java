package dev.admiral.task;

/** Whether an episode ends on arriving at an observation. Pure and thread-safe. */
@FunctionalInterface
public interface TerminationFunction {

  /** The rule of tasks that never end by themselves. */
  TerminationFunction NEVER = nextObservation -> false;

  /**
   * @param nextObservation s′, shape {@code [observation]}
   */
  boolean terminates(double[] nextObservation);
}
