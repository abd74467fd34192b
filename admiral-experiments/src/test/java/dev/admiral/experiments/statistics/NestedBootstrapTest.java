package dev.admiral.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NestedBootstrapTest {
  private static final NestedBootstrap MANY = new NestedBootstrap(20_000, 0.95);

  @Test
  void constantDataGiveAnIntervalOfNoWidth() {
    ConfidenceInterval interval =
        NestedBootstrap.STANDARD.interval(
            List.of(
                List.of(seeds(1, 1, 1), seeds(100, 100)), List.of(seeds(1, 1, 1), seeds(100, 100))),
            NestedStatistic.MEAN,
            RandomStream.of(1));
    assertThat(interval).isEqualTo(new ConfidenceInterval(50.5, 50.5, 50.5, 0.95));
  }

  @Test
  void agreesWithTheNormalApproximationOverSeeds() {
    double[] values = gaussians(400, 3);
    ConfidenceInterval interval =
        NestedBootstrap.STANDARD.interval(
            List.of(List.of(seeds(values))), NestedStatistic.MEAN, RandomStream.of(4));
    double half = 1.96 * StandardError.of(values);
    assertThat(interval.low()).isEqualTo(interval.estimate() - half, within(0.1 * half));
    assertThat(interval.high()).isEqualTo(interval.estimate() + half, within(0.1 * half));
  }

  @Test
  void agreesWithTheNormalApproximationOverModels() {
    double[] values = gaussians(400, 5);
    ConfidenceInterval interval =
        NestedBootstrap.STANDARD.interval(
            DoubleStream.of(values).mapToObj(value -> List.of(seeds(value))).toList(),
            NestedStatistic.MEAN,
            RandomStream.of(6));
    double half = 1.96 * StandardError.of(values);
    assertThat(interval.low()).isEqualTo(interval.estimate() - half, within(0.1 * half));
    assertThat(interval.high()).isEqualTo(interval.estimate() + half, within(0.1 * half));
  }

  /** N(10, 2²) and N(20, 4²): the mean has the standard error √(2² + 4²)/2. */
  @Test
  void oneSeedIsDrawnFromTheErrorOfItsEpisodes() {
    ConfidenceInterval interval =
        MANY.interval(
            List.of(List.of(List.of(new Score(10, 2)), List.of(new Score(20, 4)))),
            NestedStatistic.MEAN,
            RandomStream.of(7));
    double half = 1.96 * Math.sqrt(20) / 2;
    assertThat(interval.estimate()).isEqualTo(15);
    assertThat(interval.low()).isEqualTo(15 - half, within(0.05 * half));
    assertThat(interval.high()).isEqualTo(15 + half, within(0.05 * half));
  }

  @Test
  void severalSeedsAreNotDrawnFromTheirErrorsToo() {
    ConfidenceInterval interval =
        NestedBootstrap.STANDARD.interval(
            List.of(List.of(List.of(new Score(5, 100), new Score(5, 100)))),
            NestedStatistic.MEAN,
            RandomStream.of(8));
    assertThat(interval.low()).isEqualTo(5);
    assertThat(interval.high()).isEqualTo(5);
  }

  @Test
  void oneSeedOfUnknownErrorCannotTell() {
    ConfidenceInterval interval =
        NestedBootstrap.STANDARD.interval(
            List.of(List.of(seeds(3), seeds(5))), NestedStatistic.MEAN, RandomStream.of(9));
    assertThat(interval.estimate()).isEqualTo(4);
    assertThat(interval.isKnown()).isFalse();
  }

  /**
   * With one task the mean of a replicate is a mean of R independent draws, each the mean of m seeds of
   * a random model: its variance is (variance of the models' means + mean of variances within/m)/R,
   * all of them variances of what is drawn from.
   */
  @Test
  void theVarianceIsThatOfBothLevels() {
    RandomStream random = RandomStream.of(10);
    int models = 6;
    int seeds = 4;
    List<List<List<Score>>> scores = new ArrayList<>();
    double[] means = new double[models];
    double within = 0;
    for (int model = 0; model < models; model++) {
      double[] values = new double[seeds];
      double centre = 3 * random.nextGaussian();
      Arrays.setAll(values, i -> centre + 2 * random.nextGaussian());
      scores.add(List.of(seeds(values)));
      means[model] = Aggregate.mean(values);
      within += variance(values) / seeds / models;
    }
    double expected = (variance(means) + within) / models;
    double[] replicates = MANY.replicates(scores, NestedStatistic.MEAN, RandomStream.of(11));
    assertThat(variance(replicates)).isEqualTo(expected, within(0.05 * expected));
  }

  /** Two models, two tasks, two seeds: 4 · 4² · 4² equally likely replicates, which can be counted. */
  @Test
  void replicatesAreDistributedAsAllResamples() {
    double[][][] values = {{{0, 10}, {3, 5}}, {{1, 2}, {20, 4}}};
    double[] optima = {10, 21};
    NestedStatistic worst = NestedStatistic.worstGap(optima);
    double[] all = new double[4 * 256];
    for (int code = 0; code < all.length; code++) {
      double[][][] drawn = new double[2][2][2];
      int bits = code >> 2;
      for (int model = 0; model < 2; model++) {
        double[][] from = values[code >> model & 1];
        for (int task = 0; task < 2; task++) {
          for (int seed = 0; seed < 2; seed++) {
            drawn[model][task][seed] = from[task][bits & 1];
            bits >>= 1;
          }
        }
      }
      all[code] = worst.of(drawn);
    }
    List<List<List<Score>>> scores =
        Arrays.stream(values)
            .map(model -> Arrays.stream(model).map(NestedBootstrapTest::seeds).toList())
            .toList();
    double[] replicates = MANY.replicates(scores, worst, RandomStream.of(12));
    assertThat(DoubleStream.of(replicates).distinct().sorted().toArray())
        .isEqualTo(DoubleStream.of(all).distinct().sorted().toArray());
    for (double value : DoubleStream.of(all).distinct().toArray()) {
      assertThat(shareUpTo(replicates, value)).isEqualTo(shareUpTo(all, value), within(0.015));
    }
  }

  @Test
  void theStatisticsAreThoseOfTheirDefinitions() {
    double[][][] scores = {{{1, 3}, {10, 20}}, {{4, 4}, {8, 12}}};
    double[] optima = {5, 20};
    assertThat(NestedStatistic.MEAN.of(scores)).isEqualTo((2 + 15 + 4 + 10) / 4.0);
    // Of 1, 3, 4, 4, 8, 10, 12, 20 two are cut off at each end.
    assertThat(NestedStatistic.INTERQUARTILE_MEAN.of(scores)).isEqualTo((4 + 4 + 8 + 10) / 4.0);
    assertThat(NestedStatistic.meanGap(optima).of(scores)).isEqualTo((3 + 5 + 1 + 10) / 4.0);
    assertThat(NestedStatistic.worstGap(optima).of(scores)).isEqualTo((5 + 10) / 2.0);
  }

  /** X − Y is N(−1, 2) for X from N(0, 1) and Y from N(1, 1): below zero with Φ(1/√2) = 0.760. */
  @Test
  void theProbabilityIsThatOfIndependentDraws() {
    double[] first = replicates(new Score(0, 1), 13);
    double[] second = replicates(new Score(1, 1), 14);
    assertThat(NestedBootstrap.probabilityBelow(first, second)).isEqualTo(0.760, within(0.01));
    assertThat(NestedBootstrap.probabilityBelow(second, first)).isEqualTo(0.240, within(0.01));
    assertThat(NestedBootstrap.probabilityBelow(first, first)).isEqualTo(0.5);
  }

  @Test
  void equalSeedsGiveEqualReplicates() {
    assertThat(replicates(new Score(0, 1), 15)).isEqualTo(replicates(new Score(0, 1), 15));
  }

  @Test
  void refusesWhatCannotBeDrawnFrom() {
    assertThatThrownBy(() -> MANY.replicates(List.of(), NestedStatistic.MEAN, RandomStream.of(1)))
        .hasMessage("a bootstrap needs at least one model, and one score of each task");
    assertThatThrownBy(() ->
            MANY.interval(List.of(List.of(List.of())), NestedStatistic.MEAN, RandomStream.of(1)))
        .hasMessage("a bootstrap needs at least one model, and one score of each task");
    assertThatThrownBy(() -> new NestedBootstrap(0, 0.95))
        .hasMessage("a bootstrap needs at least one replication, not 0");
    assertThatThrownBy(() -> NestedBootstrap.probabilityBelow(new double[2], new double[3]))
        .hasMessage("2 replicates cannot be compared with 3");
  }

  private static double[] replicates(Score score, long seed) {
    return MANY.replicates(
        List.of(List.of(List.of(score))), NestedStatistic.MEAN, RandomStream.of(seed));
  }

  private static List<Score> seeds(double... values) {
    return DoubleStream.of(values).mapToObj(Score::exactly).toList();
  }

  private static double[] gaussians(int count, long seed) {
    RandomStream random = RandomStream.of(seed);
    return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
  }

  private static double variance(double[] values) {
    double mean = Aggregate.mean(values);
    return DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum()
        / values.length;
  }

  private static double shareUpTo(double[] values, double bound) {
    return (double) DoubleStream.of(values).filter(value -> value <= bound + 1e-12).count()
        / values.length;
  }
}
