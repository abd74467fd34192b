package dev.admiral.experiments.chart;

import java.util.List;

/** The legend of the heat palette: a bar from light to dark, with its ends and its meaning. */
final class ColourBar {
  private static final int STEPS = 60;
  private static final double HEIGHT = 10;

  private ColourBar() {}

  /** Draws the bar at {@code (x, y)}; it takes 40 pixels downwards. */
  static void draw(Sheet sheet, double x, double y, double width, List<String> ends, String name) {
    for (int i = 0; i < STEPS; i++) {
      // Each step overlaps the next by a little, or seams show.
      double w = i == STEPS - 1 ? width / STEPS : width / STEPS + 0.6;
      sheet.add(
          new Mark.Rectangle(
              x + i * width / STEPS, y, w, HEIGHT, HeatPalette.at(i / (STEPS - 1.0))));
    }
    sheet.frame(x, y, width, HEIGHT, ThemeInk.MUTED, 0.75);
    sheet.small(x, y + HEIGHT + 14, ends.getFirst(), ThemeInk.MUTED, Mark.Anchor.START);
    sheet.small(x + width, y + HEIGHT + 14, ends.getLast(), ThemeInk.MUTED, Mark.Anchor.END);
    double taken =
        2
            * Math.max(
                TextWidth.of(ends.getFirst(), Sheet.SMALL_SIZE),
                TextWidth.of(ends.getLast(), Sheet.SMALL_SIZE));
    sheet.small(
        x + width / 2,
        y + HEIGHT + 14,
        TextWidth.fit(name, Sheet.SMALL_SIZE, width - taken - 16),
        ThemeInk.TEXT,
        Mark.Anchor.MIDDLE);
  }
}
