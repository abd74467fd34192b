package dev.admiral.experiments.chart;

import java.util.List;

/**
 * A value for each cell of a grid of tasks; lighter is smaller. The largest value is outlined.
 *
 * @param title what is shown
 * @param xName of the first parameter, with its unit
 * @param yName of the second
 * @param valueName what the colour means
 * @param xValues of the columns, increasing
 * @param yValues of the rows, increasing upwards
 * @param values {@code [column][row]}; NaN is a cell without a value
 * @param low the value of the lightest colour
 * @param high the value of the darkest: the same for every map that is to be compared
 */
public record HeatMap(
    String title,
    String xName,
    String yName,
    String valueName,
    List<Double> xValues,
    List<Double> yValues,
    List<List<Double>> values,
    double low,
    double high)
    implements Chart {
  private static final int WIDTH = 540;
  private static final double PLOT_HEIGHT = 336;
  private static final double LARGEST_TEXT = 14;
  private static final double SMALLEST_TEXT = 7;

  /** Copies and checks that there is a value for each cell. */
  public HeatMap {
    xValues = List.copyOf(xValues);
    yValues = List.copyOf(yValues);
    values = values.stream().map(List::copyOf).toList();
    int rows = yValues.size();
    if (values.size() != xValues.size()
        || values.stream().anyMatch(column -> column.size() != rows)) {
      throw new IllegalArgumentException(
          "a heat map of %d×%d cells needs as many values".formatted(xValues.size(), rows));
    }
  }

  @Override
  public Drawing draw() {
    double top = 62;
    Sheet sheet = new Sheet(WIDTH, (int) (top + PLOT_HEIGHT + 104)).title(title);
    List<String> rowLabels = labels(yValues);
    double left =
        24
            + rowLabels.stream()
                .mapToDouble(label -> TextWidth.of(label, Sheet.SMALL_SIZE))
                .max()
                .orElse(0);
    double width = (WIDTH - left - 20) / xValues.size();
    double height = PLOT_HEIGHT / yValues.size();
    double textSize = textSize(width, height);
    double largest =
        values.stream().flatMap(List::stream).filter(v -> !v.isNaN()).reduce(low, Math::max);
    boolean outlined = false;
    double bottom = top + PLOT_HEIGHT;
    for (int column = 0; column < xValues.size(); column++) {
      for (int row = 0; row < yValues.size(); row++) {
        double value = values.get(column).get(row);
        double x = left + column * width;
        double y = bottom - (row + 1) * height;
        drawCell(sheet, value, x, y, width, height, textSize);
        outlined |= value == largest;
      }
    }
    sheet.frame(left, top, width * xValues.size(), PLOT_HEIGHT, ThemeInk.MUTED, 0.75);
    if (outlined) {
      outline(sheet, largest, left, bottom, width, height);
    }
    drawNames(sheet, left, top, width, height, rowLabels);
    ColourBar.draw(
        sheet,
        left,
        bottom + 54,
        WIDTH - left - 20,
        List.of(NumberText.brief(low), NumberText.brief(high)),
        valueName + (outlined ? " (largest outlined)" : ""));
    return sheet.finish(title + ": " + valueName + " by " + xName + " and " + yName);
  }

  private void drawCell(
      Sheet sheet, double value, double x, double y, double w, double h, double textSize) {
    boolean known = !Double.isNaN(value);
    double fraction = high > low ? (value - low) / (high - low) : 0;
    // Half a pixel more hides the seams between cells.
    Ink fill = known ? HeatPalette.at(fraction) : ThemeInk.GRID;
    sheet.add(new Mark.Rectangle(x, y, w + 0.5, h + 0.5, fill));
    if (textSize >= SMALLEST_TEXT) {
      Point centre = new Point(x + w / 2, y + h / 2 + textSize * 0.36);
      Ink ink = known ? HeatPalette.textOn(fraction) : ThemeInk.MUTED;
      sheet.add(new Mark.Label(centre, text(value), textSize, ink, Mark.Anchor.MIDDLE, false));
    }
  }

  private void outline(
      Sheet sheet, double largest, double left, double bottom, double w, double h) {
    for (int column = 0; column < xValues.size(); column++) {
      for (int row = 0; row < yValues.size(); row++) {
        if (values.get(column).get(row) == largest) {
          double x = left + column * w;
          double y = bottom - (row + 1) * h;
          sheet.frame(x + 1.5, y + 1.5, w - 3, h - 3, ThemeInk.ACCENT, 3);
          return;
        }
      }
    }
  }

  private void drawNames(
      Sheet sheet, double left, double top, double w, double h, List<String> rowLabels) {
    double bottom = top + PLOT_HEIGHT;
    List<String> columnLabels = labels(xValues);
    double free = Double.NEGATIVE_INFINITY;
    for (int column = 0; column < xValues.size(); column++) {
      double x = left + (column + 0.5) * w;
      double half = TextWidth.of(columnLabels.get(column), Sheet.SMALL_SIZE) / 2;
      if (x - half > free) {
        sheet.small(x, bottom + 17, columnLabels.get(column), ThemeInk.MUTED, Mark.Anchor.MIDDLE);
        free = x + half + 4;
      }
    }
    int every = (int) Math.ceil(14 / h);
    for (int row = 0; row < yValues.size(); row += every) {
      double y = bottom - (row + 0.5) * h + 4;
      sheet.small(left - 8, y, rowLabels.get(row), ThemeInk.MUTED, Mark.Anchor.END);
    }
    double middle = left + w * xValues.size() / 2;
    String name = TextWidth.fit(xName, Sheet.TEXT_SIZE, WIDTH - left - 20);
    sheet.text(middle, bottom + 37, name, ThemeInk.TEXT, Mark.Anchor.MIDDLE);
    String above = TextWidth.fit(yName, Sheet.TEXT_SIZE, WIDTH - 32);
    sheet.text(16, top - 13, above, ThemeInk.TEXT, Mark.Anchor.START);
  }

  /** The size at which every value fits its cell. */
  private double textSize(double cellWidth, double cellHeight) {
    double widest =
        values.stream()
            .flatMap(List::stream)
            .mapToDouble(value -> TextWidth.of(text(value), 1))
            .max()
            .orElse(1);
    return Math.min(LARGEST_TEXT, Math.min(0.88 * cellWidth / widest, 0.6 * cellHeight));
  }

  /** With the decimals that the scale, rather than the single value, calls for. */
  private String text(double value) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (size >= 1e5 || (size < 0.01)) {
      return Double.isNaN(value) ? "–" : value == 0 ? "0" : NumberText.brief(value);
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
