package dev.admiral.experiments.statistics;

import dev.admiral.random.RandomStream;
import java.util.List;

/**
 * Percentile intervals for trained models. A replicate draws as many models as there are, with
 * replacement, and within each drawn model and each task as many evaluation seeds, with replacement.
 * One seed alone cannot be drawn from: its score is drawn from N(score, standard error²) instead, the
 * error being that of its evaluation episodes, and kept where that is not known. Tasks are never
 * drawn: they are fixed.
 *
 * <p>With few models the interval is too narrow, as every bootstrap's of few things is: by about
 * √((m − 1)/m) for m of them.
 *
 * @param replications how many replicates, at least 1
 * @param level coverage of the interval, in (0, 1)
 */
public record NestedBootstrap(int replications, double level) {
  /** 2000 replicates, 95 %. */
  public static final NestedBootstrap STANDARD = new NestedBootstrap(2000, 0.95);

  /** Checks as {@link StratifiedBootstrap} does. */
  public NestedBootstrap {
    StratifiedBootstrap.check(replications, level);
  }

  /**
   * The statistic and its interval, whose bounds are NaN where nothing could be drawn.
   *
   * @param scores of each model, of each task, of each seed
   * @param random where the draws come from
   * @throws IllegalArgumentException when there is no model, a model without a task, or a task without
   *     a seed
   */
  public ConfidenceInterval interval(
      List<List<List<Score>>> scores, NestedStatistic statistic, RandomStream random) {
    require(scores);
    double estimate = statistic.of(values(scores));
    return varies(scores)
        ? ConfidenceInterval.ofReplicates(estimate, replicates(scores, statistic, random), level)
        : new ConfidenceInterval(estimate, Double.NaN, Double.NaN, level);
  }

  /** The statistic of each replicate, in the order of the draws; {@link #interval} says of what. */
  public double[] replicates(
      List<List<List<Score>>> scores, NestedStatistic statistic, RandomStream random) {
    require(scores);
    double[][][] drawn = new double[scores.size()][][];
    double[] replicates = new double[replications];
    for (int r = 0; r < replications; r++) {
      for (int model = 0; model < drawn.length; model++) {
        drawn[model] = draw(scores.get(random.nextInt(scores.size())), random);
      }
      replicates[r] = statistic.of(drawn);
    }
    return replicates;
  }

  /**
   * The share of replicates in which {@code first} is below {@code second}; ties count half. Both come
   * from {@link #replicates}, with streams of their own: the same draws would make them depend on
   * each other.
   */
  public static double probabilityBelow(double[] first, double[] second) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          "%d replicates cannot be compared with %d".formatted(first.length, second.length));
    }
    double below = 0;
    for (int r = 0; r < first.length; r++) {
      below += first[r] < second[r] ? 1 : first[r] == second[r] ? 0.5 : 0;
    }
    return below / first.length;
  }

  private static void require(List<List<List<Score>>> scores) {
    if (scores.isEmpty()
        || scores.stream().anyMatch(List::isEmpty)
        || scores.stream().flatMap(List::stream).anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "a bootstrap needs at least one model, and one score of each task");
    }
  }

  private static boolean varies(List<List<List<Score>>> scores) {
    return scores.size() > 1
        || scores.stream()
            .flatMap(List::stream)
            .anyMatch(seeds -> seeds.size() > 1 || !Double.isNaN(seeds.getFirst().standardError()));
  }

  private static double[][] draw(List<List<Score>> model, RandomStream random) {
    double[][] drawn = new double[model.size()][];
    for (int task = 0; task < drawn.length; task++) {
      drawn[task] = drawSeeds(model.get(task), random);
    }
    return drawn;
  }

  private static double[] drawSeeds(List<Score> seeds, RandomStream random) {
    if (seeds.size() == 1) {
      Score alone = seeds.getFirst();
      double error = alone.standardError();
      return new double[] {
        Double.isNaN(error) ? alone.value() : alone.value() + error * random.nextGaussian()
      };
    }
    double[] drawn = new double[seeds.size()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = seeds.get(random.nextInt(drawn.length)).value();
    }
    return drawn;
  }

  private static double[][][] values(List<List<List<Score>>> scores) {
    return scores.stream()
        .map(model ->
            model.stream()
                .map(seeds -> seeds.stream().mapToDouble(Score::value).toArray())
                .toArray(double[][]::new))
        .toArray(double[][][]::new);
  }
}
