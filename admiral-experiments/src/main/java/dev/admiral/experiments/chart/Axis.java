package dev.admiral.experiments.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of values and the ticks on it.
 *
 * @param low at the axis's start
 * @param high at its end, greater
 * @param ticks within the range, increasing
 * @param labels of the ticks, as many
 * @param logarithmic whether equal ratios, rather than equal differences, are equally far apart
 */
record Axis(double low, double high, List<Double> ticks, List<String> labels, boolean logarithmic) {

  /** A linear axis that begins and ends on a tick and covers [low, high]. */
  static Axis covering(double low, double high, int ticks) {
    double[] range = widened(low, high);
    double step = step(range[1] - range[0], ticks);
    return ticked(
        step * Math.floor(range[0] / step + 1e-9), step * Math.ceil(range[1] / step - 1e-9), step);
  }

  /** A linear axis over exactly [low, high]; {@code leastStep} 1 keeps the ticks whole numbers. */
  static Axis exactly(double low, double high, int ticks, double leastStep) {
    double[] range =
        low == high && leastStep > 0
            ? new double[] {low - leastStep, high + leastStep}
            : widened(low, high);
    return ticked(range[0], range[1], Math.max(leastStep, step(range[1] - range[0], ticks)));
  }

  /** A logarithmic axis over [low, high], both positive, with two ticks at least. */
  static Axis logarithmic(double low, double high) {
    double from = Math.pow(10, Math.floor(Math.log10(low) * 5 + 1e-9) / 5);
    double to = Math.pow(10, Math.ceil(Math.log10(high) * 5 - 1e-9) / 5);
    if (to <= from) {
      from = low / 2;
      to = high * 2;
    }
    double decades = Math.log10(to / from);
    List<Integer> mantissas =
        decades < 1.5 ? List.of(1, 2, 3, 5, 7) : decades < 3 ? List.of(1, 2, 5) : List.of(1);
    int every = decades > 8 ? 2 : 1;
    List<Double> ticks = new ArrayList<>();
    for (int e = (int) Math.floor(Math.log10(from)); e <= Math.ceil(Math.log10(to)); e += every) {
      for (int mantissa : mantissas) {
        double tick = mantissa * Math.pow(10, e);
        if (tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    if (ticks.size() < 2) {
      return logarithmic(low / 2, high * 2);
    }
    boolean plain = from >= 9e-4 && to <= 11_000;
    List<String> labels =
        ticks.stream()
            .map(tick ->
                plain
                    ? NumberText.stepped(tick, Math.pow(10, Math.floor(Math.log10(tick) + 1e-9)))
                    : NumberText.power(tick))
            .toList();
    return new Axis(from, to, ticks, labels, true);
  }

  /** Room around a single value, and around nothing. */
  private static double[] widened(double low, double high) {
    if (!(low <= high)) {
      return new double[] {0, 1};
    }
    if (low == high) {
      double margin = low == 0 ? 1 : Math.abs(low) * 0.1;
      return new double[] {low - margin, high + margin};
    }
    return new double[] {low, high};
  }

  /** The smallest of 1, 2, 5 × 10ᵏ that gives at most about {@code ticks} steps. */
  private static double step(double width, int ticks) {
    double raw = width / ticks;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (int mantissa : new int[] {1, 2, 5}) {
      if (mantissa * power >= raw * (1 - 1e-9)) {
        return mantissa * power;
      }
    }
    return 10 * power;
  }

  private static Axis ticked(double low, double high, double step) {
    List<Double> ticks = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (double k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
      ticks.add(k * step);
      labels.add(NumberText.stepped(k * step, step));
    }
    return new Axis(low, high, ticks, labels, false);
  }

  /** A linear axis that reaches {@code share} of its width further at both ends, with the same ticks. */
  Axis widened(double share) {
    double more = share * (high - low);
    return new Axis(low - more, high + more, ticks, labels, logarithmic);
  }

  /** Where {@code value} lies: 0 at the start, 1 at the end. */
  double fraction(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }
}
