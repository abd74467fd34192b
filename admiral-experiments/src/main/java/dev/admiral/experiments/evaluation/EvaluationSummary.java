package dev.admiral.experiments.evaluation;

import dev.admiral.experiments.statistics.Aggregate;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.experiments.statistics.StratifiedBootstrap;
import dev.admiral.random.RandomStream;
import java.util.List;

/**
 * The headline numbers of an evaluation: one row for each n, increasing.
 *
 * <p>The intervals say how much the numbers would move with other evaluation seeds. Tasks are fixed,
 * A*(ψ) is held at its estimate, and the trained model is the one that was trained; the spread over
 * training seeds needs several runs. A maximum over noisy tasks is biased upwards, and so is Gₙᵐᵃˣ.
 */
public record EvaluationSummary(List<Row> rows) {

  /**
   * After n samples.
   *
   * @param samples n
   * @param meanReturn mean of Aₙ over tasks
   * @param interquartileMeanReturn 25 % trimmed mean of Aₙ over tasks and seeds
   * @param meanGap mean of Gₙ over tasks
   * @param worstGap Gₙᵐᵃˣ
   * @param worstTask the ψ where it is
   */
  public record Row(
      int samples,
      ConfidenceInterval meanReturn,
      ConfidenceInterval interquartileMeanReturn,
      ConfidenceInterval meanGap,
      ConfidenceInterval worstGap,
      List<Double> worstTask) {}

  public EvaluationSummary {
    rows = List.copyOf(rows);
  }

  /** The summary with the standard bootstrap: equal evaluations give equal intervals. */
  public static EvaluationSummary of(Evaluation evaluation) {
    return of(evaluation, StratifiedBootstrap.STANDARD, 0);
  }

  /** The summary with a bootstrap of your own and the seed of its draws. */
  public static EvaluationSummary of(
      Evaluation evaluation, StratifiedBootstrap bootstrap, long seed) {
    return new EvaluationSummary(
        evaluation.sampleSizes().stream().map(n -> row(evaluation, n, bootstrap, seed)).toList());
  }

  private static Row row(
      Evaluation evaluation, int samples, StratifiedBootstrap bootstrap, long seed) {
    List<List<Double>> tasks = evaluation.tasks();
    double[][] scores =
        tasks.stream().map(task -> evaluation.returns(task, samples)).toArray(double[][]::new);
    double[] optima =
        tasks.stream().mapToDouble(task -> evaluation.optimum(task).meanReturn()).toArray();
    double meanOptimum = Aggregate.mean(optima);
    Aggregate meanGap = sample -> meanOptimum - Aggregate.MEAN.of(sample);
    Aggregate worstGap = sample -> worstGap(optima, sample);
    // Each interval has a stream of its own, so that adding one does not move the others.
    return new Row(
        samples,
        bootstrap.interval(scores, Aggregate.MEAN, RandomStream.of(seed)),
        bootstrap.interval(scores, Aggregate.INTERQUARTILE_MEAN, RandomStream.of(seed)),
        bootstrap.interval(scores, meanGap, RandomStream.of(seed)),
        bootstrap.interval(scores, worstGap, RandomStream.of(seed)),
        evaluation.worstGap(samples).task());
  }

  private static double worstGap(double[] optima, double[][] scores) {
    double worst = Double.NEGATIVE_INFINITY;
    for (int task = 0; task < optima.length; task++) {
      worst = Math.max(worst, optima[task] - Aggregate.mean(scores[task]));
    }
    return worst;
  }
}
