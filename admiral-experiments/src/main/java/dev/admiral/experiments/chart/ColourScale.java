package dev.admiral.experiments.chart;

import java.util.List;

/**
 * The colour bar that several maps share.
 *
 * @param name what the colour means
 * @param low the value of the lightest colour
 * @param high the value of the darkest
 * @param width of the whole, in pixels
 */
public record ColourScale(String name, String low, String high, int width) implements Chart {
  private static final int HEIGHT = 44;
  private static final double LONGEST = 480;

  /** A scale of numbers. */
  public ColourScale(String name, double low, double high, int width) {
    this(name, NumberText.brief(low), NumberText.brief(high), width);
  }

  @Override
  public Drawing draw() {
    Sheet sheet = new Sheet(width, HEIGHT);
    double length = Math.min(LONGEST, width - 32);
    ColourBar.draw(sheet, (width - length) / 2, 8, length, List.of(low, high), name);
    return sheet.finish(name + " from " + low + " to " + high);
  }
}
