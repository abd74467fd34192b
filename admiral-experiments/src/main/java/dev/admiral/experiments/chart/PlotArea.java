package dev.admiral.experiments.chart;

/**
 * The rectangle between two axes.
 *
 * @param left, top, width, height in pixels
 */
record PlotArea(double left, double top, double width, double height, Axis x, Axis y) {

  double px(double value) {
    return left + x.fraction(value) * width;
  }

  double py(double value) {
    return top + (1 - y.fraction(value)) * height;
  }

  /** The same, {@code dx} pixels further to the right. */
  PlotArea moved(double dx) {
    return new PlotArea(left + dx, top, width, height, x, y);
  }

  double bottom() {
    return top + height;
  }

  /** How much room the labels of a vertical axis need, tick distance included. */
  static double labelRoom(Axis axis) {
    return 8
        + axis.labels().stream()
            .mapToDouble(label -> TextWidth.of(label, Sheet.SMALL_SIZE))
            .max()
            .orElse(0);
  }

  /** Grid lines, tick labels and the names of the axes: y's above it, x's below. */
  void drawAxes(Sheet sheet, String xName, String yName) {
    for (int i = 0; i < y.ticks().size(); i++) {
      double at = py(y.ticks().get(i));
      sheet.line(left, at, left + width, at, ThemeInk.GRID, 1);
      sheet.small(left - 8, at + 4, y.labels().get(i), ThemeInk.MUTED, Mark.Anchor.END);
    }
    double free = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.ticks().size(); i++) {
      double at = px(x.ticks().get(i));
      sheet.line(at, bottom(), at, bottom() + 4, ThemeInk.MUTED, 1);
      String label = x.labels().get(i);
      double half = TextWidth.of(label, Sheet.SMALL_SIZE) / 2;
      if (at - half > free) {
        sheet.small(at, bottom() + 17, label, ThemeInk.MUTED, Mark.Anchor.MIDDLE);
        free = at + half + 6;
      }
    }
    sheet.line(left, bottom(), left + width, bottom(), ThemeInk.MUTED, 1);
    double room = sheet.width() - 16;
    sheet.text(
        left + width / 2,
        bottom() + 36,
        TextWidth.fit(
            xName, Sheet.TEXT_SIZE, 2 * Math.min(left + width / 2, room - width / 2 - left)),
        ThemeInk.TEXT,
        Mark.Anchor.MIDDLE);
    sheet.text(
        16,
        top - 13,
        TextWidth.fit(yName, Sheet.TEXT_SIZE, room - 16),
        ThemeInk.TEXT,
        Mark.Anchor.START);
  }
}
