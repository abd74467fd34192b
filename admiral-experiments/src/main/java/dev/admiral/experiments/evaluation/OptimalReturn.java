package dev.admiral.experiments.evaluation;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An estimate of A*(ψ), the return of an optimal policy for one task.
 *
 * @param task ψ
 * @param meanReturn the estimate
 * @param standardError of the estimate; NaN where it is not known
 * @param samples its budget: the real environment steps spent on it
 * @param source how it was obtained, in a few words
 */
public record OptimalReturn(
    List<Double> task, double meanReturn, double standardError, long samples, String source) {

  public OptimalReturn {
    task = List.copyOf(task);
  }

  /** The same with ψ as an array. */
  public OptimalReturn(
      double[] task, double meanReturn, double standardError, long samples, String source) {
    this(DoubleStream.of(task).boxed().toList(), meanReturn, standardError, samples, source);
  }
}
