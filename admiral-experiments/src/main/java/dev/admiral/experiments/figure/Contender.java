package dev.admiral.experiments.figure;

import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.experiments.statistics.NestedBootstrap;
import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import dev.admiral.random.RandomStream;
import java.util.List;

/** A method with the numbers that a verdict compares. */
final class Contender {
  private final String method;
  private final String label;
  private final List<List<List<Score>>> scores;
  private final NestedStatistic statistic;
  private final ConfidenceInterval interval;

  Contender(
      String method, String label, List<List<List<Score>>> scores, NestedStatistic statistic) {
    this.method = method;
    this.label = label;
    this.scores = scores;
    this.statistic = statistic;
    this.interval = NestedBootstrap.STANDARD.interval(scores, statistic, RandomStream.of(0));
  }

  String method() {
    return method;
  }

  String label() {
    return label;
  }

  /** How many trained models the numbers come from. */
  int models() {
    return scores.size();
  }

  ConfidenceInterval interval() {
    return interval;
  }

  /** The probability that this one is below {@code other}, over independent draws of both. */
  double probabilityBelow(Contender other) {
    return NestedBootstrap.probabilityBelow(replicates(1), other.replicates(2));
  }

  private double[] replicates(long stream) {
    return NestedBootstrap.STANDARD.replicates(scores, statistic, RandomStream.of(stream));
  }
}
