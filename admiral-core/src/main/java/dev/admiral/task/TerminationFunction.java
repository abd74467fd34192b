package dev.admiral.task;

/** Whether an episode ends on arriving at an observation. Pure and thread-safe. */
@FunctionalInterface
public interface TerminationFunction {

  /** The rule of tasks that never end by themselves. */
  TerminationFunction NEVER = nextObservation -> false;

  /**
   * Only where a number is NaN or infinite, of which a reward could make nothing. A simulation throws
   * before it comes to that, but a learned model may predict it.
   */
  TerminationFunction NOT_FINITE =
      nextObservation -> {
        for (double value : nextObservation) {
          if (!Double.isFinite(value)) {
            return true;
          }
        }
        return false;
      };

  /**
   * @param nextObservation s′, shape {@code [observation]}
   */
  boolean terminates(double[] nextObservation);
}
