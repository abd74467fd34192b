package dev.admiral.experiments.figure;

import dev.admiral.experiments.statistics.NestedStatistic;

/** What methods are compared in. */
enum Quantity {
  MEAN_RETURN("mean return over tasks", false),
  INTERQUARTILE_MEAN("interquartile mean of returns", false),
  MEAN_GAP("mean gap over tasks", true),
  WORST_GAP("worst-case gap Gₙᵐᵃˣ", true);

  private final String text;
  private final boolean lowerIsBetter;

  Quantity(String text, boolean lowerIsBetter) {
    this.text = text;
    this.lowerIsBetter = lowerIsBetter;
  }

  String text() {
    return text;
  }

  boolean lowerIsBetter() {
    return lowerIsBetter;
  }

  /** Its definition, given A*(ψ) of the tasks, shape {@code [task]}. */
  NestedStatistic statistic(double... optima) {
    return switch (this) {
      case MEAN_RETURN -> NestedStatistic.MEAN;
      case INTERQUARTILE_MEAN -> NestedStatistic.INTERQUARTILE_MEAN;
      case MEAN_GAP -> NestedStatistic.meanGap(optima);
      case WORST_GAP -> NestedStatistic.worstGap(optima);
    };
  }
}
