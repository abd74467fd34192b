package dev.admiral.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StratifiedBootstrapTest {

  @Test
  void theInterquartileMeanIsTheTrimmedMeanOverAllScores() {
    // scipy.stats.trim_mean(range(10), 0.25) cuts int(2.5) = 2 at each end: the mean of 2…7.
    double[][] scores = {{9, 0, 3, 7, 1}, {8, 2, 4, 6, 5}};
    assertThat(Aggregate.INTERQUARTILE_MEAN.of(scores)).isEqualTo(4.5);
    assertThat(Aggregate.INTERQUARTILE_MEAN.of(new double[][] {{-1000, 1, 2, 3, 4, 5, 6, 1e6}}))
        .isEqualTo(3.5);
    assertThat(Aggregate.INTERQUARTILE_MEAN.of(new double[][] {{1}, {2}, {6}})).isEqualTo(3);
  }

  @Test
  void theMeanWeighsTasksEqually() {
    assertThat(Aggregate.MEAN.of(new double[][] {{1, 3}, {10, 10, 10, 10}})).isEqualTo(6);
  }

  @Test
  void theStandardErrorIsTheUnbiasedOne() {
    assertThat(StandardError.of(new double[] {1, 2, 3, 4}))
        .isEqualTo(Math.sqrt(5.0 / 3 / 4), within(1e-15));
    assertThat(StandardError.of(new double[] {1})).isNaN();
  }

  /** Two tasks with two runs each have 16 equally likely samples, which can be counted. */
  @Test
  void percentilesApproachThoseOfAllResamples() {
    double[][] scores = {{0, 1}, {10, 14}};
    double[] all = new double[16];
    for (int i = 0; i < 16; i++) {
      double first = ((i & 1) + (i >> 1 & 1)) / 2.0;
      double second = 10 + 4 * ((i >> 2 & 1) + (i >> 3 & 1)) / 2.0;
      all[i] = (first + second) / 2;
    }
    Arrays.sort(all); // 5, 5.25, 5.25, 5.5, 6, …, each with probability 1/16
    ConfidenceInterval interval =
        new StratifiedBootstrap(20_000, 0.8).interval(scores, Aggregate.MEAN, RandomStream.of(1));
    assertThat(interval.estimate()).isEqualTo(6.25);
    assertThat(interval.low()).isEqualTo(all[1]); // 10 % lies within the step at 5.25
    assertThat(interval.high()).isEqualTo(all[14]);
    assertThat(interval.isKnown()).isTrue();
  }

  /** For a mean of many runs the bootstrap is close to estimate ± 1.96 standard errors. */
  @Test
  void agreesWithTheNormalApproximation() {
    RandomStream random = RandomStream.of(3);
    double[] runs = new double[400];
    Arrays.setAll(runs, i -> random.nextGaussian());
    ConfidenceInterval interval =
        StratifiedBootstrap.STANDARD.interval(
            new double[][] {runs}, Aggregate.MEAN, RandomStream.of(4));
    double half = 1.96 * StandardError.of(runs);
    assertThat(interval.low()).isEqualTo(interval.estimate() - half, within(0.1 * half));
    assertThat(interval.high()).isEqualTo(interval.estimate() + half, within(0.1 * half));
  }

  /** Runs never leave their task: tasks that do not vary give an interval of width zero. */
  @Test
  void strataAreTasks() {
    ConfidenceInterval interval =
        StratifiedBootstrap.STANDARD.interval(
            new double[][] {{1, 1, 1}, {100, 100, 100}}, Aggregate.MEAN, RandomStream.of(5));
    assertThat(interval.low()).isEqualTo(50.5);
    assertThat(interval.high()).isEqualTo(50.5);
  }

  @Test
  void equalSeedsGiveEqualIntervals() {
    double[][] scores = {{1, 5, 2}, {7, 3, 9}};
    assertThat(StratifiedBootstrap.STANDARD.interval(scores, Aggregate.MEAN, RandomStream.of(6)))
        .isEqualTo(
            StratifiedBootstrap.STANDARD.interval(scores, Aggregate.MEAN, RandomStream.of(6)));
  }

  @Test
  void oneRunOfEachTaskCannotTell() {
    ConfidenceInterval interval =
        StratifiedBootstrap.STANDARD.interval(
            new double[][] {{1}, {3}}, Aggregate.MEAN, RandomStream.of(7));
    assertThat(interval.estimate()).isEqualTo(2);
    assertThat(interval.isKnown()).isFalse();
  }

  @Test
  void refusesEmptyData() {
    assertThatThrownBy(() ->
            StratifiedBootstrap.STANDARD.interval(
                new double[][] {{}}, Aggregate.MEAN, RandomStream.of(8)))
        .hasMessage("a bootstrap needs at least one run of each task");
    assertThatThrownBy(() -> new StratifiedBootstrap(0, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StratifiedBootstrap(10, 95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
