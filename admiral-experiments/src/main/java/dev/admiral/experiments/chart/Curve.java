package dev.admiral.experiments.chart;

import java.util.List;

/**
 * One line of a line chart. NaN breaks it.
 *
 * @param name for the legend
 * @param x increasing
 * @param y as many
 * @param low lower ends of the confidence band, as many, or none
 * @param high upper ends, likewise
 */
public record Curve(
    String name, List<Double> x, List<Double> y, List<Double> low, List<Double> high) {

  public Curve {
    x = List.copyOf(x);
    y = List.copyOf(y);
    low = List.copyOf(low);
    high = List.copyOf(high);
    if (y.size() != x.size()
        || (!low.isEmpty() && low.size() != x.size())
        || low.size() != high.size()) {
      throw new IllegalArgumentException("curve " + name + " has lists of different lengths");
    }
  }

  /** A curve without a band. */
  public Curve(String name, List<Double> x, List<Double> y) {
    this(name, x, y, List.of(), List.of());
  }

  boolean hasBand(int index) {
    return !low.isEmpty() && Double.isFinite(low.get(index)) && Double.isFinite(high.get(index));
  }
}
