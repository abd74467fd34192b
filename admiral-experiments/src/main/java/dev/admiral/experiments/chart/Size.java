package dev.admiral.experiments.chart;

/** How large a chart is, in pixels. */
public record Size(int width, int height) {

  public Size {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a chart is at least one pixel wide and high, not " + width + "×" + height);
    }
  }
}
