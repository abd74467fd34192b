package dev.admiral.experiments.evaluation;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One measured Aₙ(ψ): the return of the policy that one seed adapted to one task.
 *
 * @param task ψ
 * @param seed of the adaptation and its evaluation
 * @param samples n, the real environment steps used for adaptation; 0 is zero-shot
 * @param meanReturn undiscounted, over the evaluation episodes
 * @param standardError of that mean; NaN where it is not known
 * @param episodes how many evaluation episodes
 */
public record AdaptationResult(
    List<Double> task,
    long seed,
    int samples,
    double meanReturn,
    double standardError,
    int episodes) {

  public AdaptationResult {
    task = List.copyOf(task);
    if (samples < 0) {
      throw new IllegalArgumentException("samples cannot be negative, as " + samples + " is");
    }
  }

  /** The same with ψ as an array. */
  public AdaptationResult(
      double[] task,
      long seed,
      int samples,
      double meanReturn,
      double standardError,
      int episodes) {
    this(
        DoubleStream.of(task).boxed().toList(), seed, samples, meanReturn, standardError, episodes);
  }
}
