package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Curve;
import java.util.ArrayList;
import java.util.List;

/** The trainings of one method, averaged over equal intervals of samples. */
final class LearningCurves {
  private static final int INTERVALS = 100;

  /** An interval's middle, and each training's mean return in it; NaN where it finished no episode. */
  record Interval(double samples, List<Double> returns) {

    double mean() {
      return returns.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    double lowest() {
      return returns.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    double highest() {
      return returns.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** Over trainings, with the unbiased variance. */
    double standardDeviation() {
      double mean = mean();
      double squares = returns.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
      return Math.sqrt(squares / (returns.size() - 1));
    }
  }

  private final List<LearningRun> runs;
  private final List<Interval> intervals = new ArrayList<>();

  /** Intervals in which every training has a return are kept. */
  LearningCurves(List<LearningRun> runs) {
    this.runs = List.copyOf(runs);
    double last = last();
    double width = last / INTERVALS;
    for (int i = 0; i < INTERVALS; i++) {
      double from = i * width;
      double to = i == INTERVALS - 1 ? last : (i + 1) * width;
      List<Double> means = runs.stream().map(run -> mean(run, from, to)).toList();
      if (means.stream().noneMatch(mean -> mean.isNaN())) {
        intervals.add(new Interval((from + to) / 2, means));
      }
    }
  }

  /** Over what was measured after more than {@code from} samples, and not after more than {@code to}. */
  private static double mean(LearningRun run, double from, double to) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < run.samples().size(); i++) {
      if (run.samples().get(i) > from && run.samples().get(i) <= to) {
        sum += run.returns().get(i);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  String method() {
    return runs.getFirst().method();
  }

  String label() {
    return runs.getFirst().label();
  }

  int trainings() {
    return runs.size();
  }

  List<Interval> intervals() {
    return List.copyOf(intervals);
  }

  Curve curve() {
    boolean band = runs.size() > 1;
    return new Curve(
        label(),
        intervals.stream().map(Interval::samples).toList(),
        intervals.stream().map(Interval::mean).toList(),
        band ? intervals.stream().map(Interval::lowest).toList() : List.of(),
        band ? intervals.stream().map(Interval::highest).toList() : List.of());
  }

  /** The mean return of each training up to a number of samples: how fast it went. */
  List<Double> meansUpTo(double samples) {
    return runs.stream().map(run -> mean(run, 0, samples)).toList();
  }

  /** The most samples of any training. */
  double last() {
    return runs.stream()
        .flatMap(run -> run.samples().stream())
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }
}
