package dev.admiral.experiments.chart;

import java.util.List;

/**
 * The cells of a heat map with the names and values of its axes.
 *
 * @param xValues of the columns, increasing
 * @param yValues of the rows, increasing upwards
 * @param values {@code [column][row]}; NaN leaves a cell blank
 * @param low the value of the lightest colour
 * @param high the value of the darkest
 * @param left, top, width, height of all cells together, in pixels
 */
record HeatCells(
    List<Double> xValues,
    List<Double> yValues,
    List<List<Double>> values,
    double low,
    double high,
    double left,
    double top,
    double width,
    double height) {
  private static final double LARGEST_TEXT = 14;
  private static final double SMALLEST_TEXT = 7;

  /** A copy of {@code values}, after a check that there is one for each cell. */
  static List<List<Double>> checked(
      List<Double> xValues, List<Double> yValues, List<List<Double>> values) {
    int rows = yValues.size();
    if (values.size() != xValues.size()
        || values.stream().anyMatch(column -> column.size() != rows)) {
      throw new IllegalArgumentException(
          "a heat map of %d×%d cells needs as many values".formatted(xValues.size(), rows));
    }
    return values.stream().map(List::copyOf).toList();
  }

  /** How wide the labels of the rows are. */
  static double labelRoom(List<Double> yValues) {
    return labels(yValues).stream()
        .mapToDouble(label -> TextWidth.of(label, Sheet.SMALL_SIZE))
        .max()
        .orElse(0);
  }

  private double cellWidth() {
    return width / xValues.size();
  }

  private double cellHeight() {
    return height / yValues.size();
  }

  private double bottom() {
    return top + height;
  }

  /** Where the value {@code x} lies; between and beyond the middles of columns, in proportion. */
  double px(double x) {
    return left + (position(xValues, x) + 0.5) * cellWidth();
  }

  /** Where the value {@code y} lies, likewise. */
  double py(double y) {
    return bottom() - (position(yValues, y) + 0.5) * cellHeight();
  }

  private static double position(List<Double> values, double value) {
    if (values.size() == 1) {
      return 0;
    }
    int i = 0;
    while (i < values.size() - 2 && value > values.get(i + 1)) {
      i++;
    }
    return i + (value - values.get(i)) / (values.get(i + 1) - values.get(i));
  }

  /** Draws the cells and the axes. */
  void draw(Sheet sheet, String xName, String yName) {
    double textSize = textSize();
    for (int column = 0; column < xValues.size(); column++) {
      for (int row = 0; row < yValues.size(); row++) {
        double value = values.get(column).get(row);
        if (!Double.isNaN(value)) {
          drawCell(sheet, value, cellLeft(column), cellTop(row), textSize);
        }
      }
    }
    sheet.frame(left, top, width, height, ThemeInk.MUTED, 0.75);
    drawNames(sheet, xName, yName);
  }

  private double cellLeft(int column) {
    return left + column * cellWidth();
  }

  private double cellTop(int row) {
    return bottom() - (row + 1) * cellHeight();
  }

  private void drawCell(Sheet sheet, double value, double x, double y, double textSize) {
    double fraction = high > low ? (value - low) / (high - low) : 0;
    // Half a pixel more hides the seams between cells.
    double w = cellWidth() + 0.5;
    double h = cellHeight() + 0.5;
    sheet.add(new Mark.Rectangle(x, y, w, h, HeatPalette.at(fraction)));
    if (textSize >= SMALLEST_TEXT) {
      Point centre = new Point(x + cellWidth() / 2, y + cellHeight() / 2 + textSize * 0.36);
      Ink ink = HeatPalette.textOn(fraction);
      sheet.add(new Mark.Label(centre, text(value), textSize, ink, Mark.Anchor.MIDDLE, false));
    }
  }

  /** Outlines the largest value; false, and nothing drawn, where none is above the scale's start. */
  boolean outlineLargest(Sheet sheet) {
    int bestColumn = -1;
    int bestRow = -1;
    double largest = low;
    for (int column = 0; column < xValues.size(); column++) {
      for (int row = 0; row < yValues.size(); row++) {
        // A comparison with NaN is false.
        if (values.get(column).get(row) > largest) {
          largest = values.get(column).get(row);
          bestColumn = column;
          bestRow = row;
        }
      }
    }
    if (bestColumn < 0) {
      return false;
    }
    double x = cellLeft(bestColumn);
    double y = cellTop(bestRow);
    sheet.frame(x + 1.5, y + 1.5, cellWidth() - 3, cellHeight() - 3, ThemeInk.ACCENT, 3);
    return true;
  }

  private void drawNames(Sheet sheet, String xName, String yName) {
    List<String> columnLabels = labels(xValues);
    double free = Double.NEGATIVE_INFINITY;
    for (int column = 0; column < xValues.size(); column++) {
      double x = cellLeft(column) + cellWidth() / 2;
      double half = TextWidth.of(columnLabels.get(column), Sheet.SMALL_SIZE) / 2;
      if (x - half > free) {
        sheet.small(x, bottom() + 17, columnLabels.get(column), ThemeInk.MUTED, Mark.Anchor.MIDDLE);
        free = x + half + 6;
      }
    }
    List<String> rowLabels = labels(yValues);
    int every = (int) Math.ceil(14 / cellHeight());
    for (int row = 0; row < yValues.size(); row += every) {
      double y = cellTop(row) + cellHeight() / 2 + 4;
      sheet.small(left - 8, y, rowLabels.get(row), ThemeInk.MUTED, Mark.Anchor.END);
    }
    String name = TextWidth.fit(xName, Sheet.TEXT_SIZE, width);
    sheet.text(left + width / 2, bottom() + 37, name, ThemeInk.TEXT, Mark.Anchor.MIDDLE);
    String above = TextWidth.fit(yName, Sheet.TEXT_SIZE, left + width - 16);
    sheet.text(16, top - 13, above, ThemeInk.TEXT, Mark.Anchor.START);
  }

  /** The size at which every value fits its cell. */
  private double textSize() {
    double widest =
        values.stream()
            .flatMap(List::stream)
            .filter(value -> !value.isNaN())
            .mapToDouble(value -> TextWidth.of(text(value), 1))
            .max()
            .orElse(1);
    return Math.min(LARGEST_TEXT, Math.min(0.88 * cellWidth() / widest, 0.6 * cellHeight()));
  }

  /** With the decimals that the scale, rather than the single value, calls for. */
  private String text(double value) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (size >= 1e5 || size < 0.01) {
      return value == 0 ? "0" : NumberText.brief(value);
    }
    return NumberText.decimal(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  }

  /** With the fewest decimals that print every value as it is, three at most. */
  private static List<String> labels(List<Double> values) {
    int decimals = 0;
    while (decimals < 3 && !areWhole(values, Math.pow(10, decimals))) {
      decimals++;
    }
    int needed = decimals;
    return values.stream().map(value -> NumberText.decimal(value, needed)).toList();
  }

  private static boolean areWhole(List<Double> values, double unitsPerOne) {
    return values.stream()
        .map(value -> value * unitsPerOne)
        .allMatch(scaled -> Math.abs(scaled - Math.rint(scaled)) < 1e-6);
  }
}
