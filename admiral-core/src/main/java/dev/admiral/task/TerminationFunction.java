package dev.admiral.task;

import java.util.function.Predicate;

/** Whether an episode ends on arriving at an observation. Pure and thread-safe. */
@FunctionalInterface
public interface TerminationFunction {

  /** The rule of tasks that never end by themselves. */
  TerminationFunction NEVER = (nextObservation, task) -> false;

  /**
   * Only where a number is NaN or infinite, of which a reward could make nothing. A simulation throws
   * before it comes to that, but a learned model may predict it.
   */
  TerminationFunction NOT_FINITE =
      (nextObservation, task) -> {
        for (double value : nextObservation) {
          if (!Double.isFinite(value)) {
            return true;
          }
        }
        return false;
      };

  /**
   * @param nextObservation s′, shape {@code [observation]}
   * @param task ψ, shape {@code [parameters]}
   */
  boolean terminates(double[] nextObservation, double[] task);

  /** A rule that is the same for all tasks; true too where s′ is {@link #NOT_FINITE}. */
  static TerminationFunction ofState(Predicate<double[]> ends) {
    return (nextObservation, task) ->
        ends.test(nextObservation) || NOT_FINITE.terminates(nextObservation, task);
  }
}
