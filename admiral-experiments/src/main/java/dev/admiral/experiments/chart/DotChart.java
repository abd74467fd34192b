package dev.admiral.experiments.chart;

import dev.admiral.experiments.statistics.ConfidenceInterval;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * An estimate with its interval for each of several names, over the single measurements that it
 * summarises.
 *
 * @param title what is shown; may be empty
 * @param yName of the vertical axis
 * @param columns from left to right
 * @param alsoCovered what the vertical axis covers beside the columns, such as those of the charts that this one
 *     is to be compared with; may be empty
 * @param vertical how the vertical axis runs
 * @param size of the whole chart
 */
public record DotChart(
    String title,
    String yName,
    List<Column> columns,
    List<Double> alsoCovered,
    LineChart.Vertical vertical,
    Size size)
    implements Chart {
  private static final double RADIUS = 2.2;

  /**
   * One name's numbers.
   *
   * @param name written under the column
   * @param estimate the number and its interval
   * @param points the single measurements; may be empty
   */
  public record Column(String name, ConfidenceInterval estimate, List<Double> points) {
    public Column {
      points = List.copyOf(points);
    }
  }

  /** Copies and checks that the vertical axis is not logarithmic, which this chart has not. */
  public DotChart {
    columns = List.copyOf(columns);
    alsoCovered = List.copyOf(alsoCovered);
    if (vertical == LineChart.Vertical.LOGARITHMIC) {
      throw new IllegalArgumentException("a dot chart has no logarithmic axis");
    }
  }

  /** One that is compared with no other. */
  public DotChart(
      String title, String yName, List<Column> columns, LineChart.Vertical vertical, Size size) {
    this(title, yName, columns, List.of(), vertical, size);
  }

  @Override
  public Drawing draw() {
    Sheet sheet = new Sheet(size.width(), size.height()).title(title);
    double top = 65 + Sheet.titleShift(title);
    Axis y = axis();
    double left = 16 + PlotArea.labelRoom(y);
    Axis x = new Axis(0, Math.max(1, columns.size()), List.of(), List.of(), false);
    PlotArea area =
        new PlotArea(left, top, size.width() - left - 28, size.height() - top - 36, x, y);
    area.drawAxes(sheet, "", yName);
    double room = area.width() / Math.max(1, columns.size());
    for (int i = 0; i < columns.size(); i++) {
      double middle = area.px(i + 0.5);
      drawColumn(sheet, area, columns.get(i), middle, room, ThemeInk.curve(i));
      sheet.text(
          middle,
          area.bottom() + 20,
          TextWidth.fit(columns.get(i).name(), Sheet.TEXT_SIZE, room - 6),
          ThemeInk.TEXT,
          Mark.Anchor.MIDDLE);
    }
    return sheet.finish(title.isEmpty() ? yName : title + ": " + yName);
  }

  private Axis axis() {
    Stream<Double> own =
        columns.stream()
            .flatMap(column ->
                Stream.concat(
                    column.points().stream(),
                    Stream.of(
                        column.estimate().estimate(),
                        column.estimate().low(),
                        column.estimate().high())));
    double[] values =
        Stream.concat(own, alsoCovered.stream())
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    double high = DoubleStream.of(values).max().orElse(1);
    double low = DoubleStream.of(values).min().orElse(0);
    return vertical == LineChart.Vertical.FROM_ZERO
        ? Axis.covering(0, Math.max(high, 1e-9), 6)
        : Axis.covering(low, high, 6);
  }

  private static void drawColumn(
      Sheet sheet, PlotArea area, Column column, double middle, double room, Ink ink) {
    List<Double> finite = column.points().stream().filter(Double::isFinite).toList();
    // Beside the estimate, spread evenly so that equal measurements do not hide each other.
    double from = middle + 14;
    double width = Math.clamp(room / 2 - 24, 0, 60);
    for (int i = 0; i < finite.size(); i++) {
      double x = from + (finite.size() == 1 ? 0 : width * i / (finite.size() - 1));
      sheet.add(
          new Mark.Disc(
              new Point(x, area.py(finite.get(i))), RADIUS, ThemeInk.GRID, ThemeInk.MUTED));
    }
    ConfidenceInterval estimate = column.estimate();
    if (estimate.isKnown()) {
      double high = area.py(estimate.high());
      double low = area.py(estimate.low());
      sheet.line(middle, high, middle, low, ink, 2.5);
      sheet.line(middle - 6, high, middle + 6, high, ink, 2.5);
      sheet.line(middle - 6, low, middle + 6, low, ink, 2.5);
    }
    if (Double.isFinite(estimate.estimate())) {
      sheet.add(
          new Mark.Disc(new Point(middle, area.py(estimate.estimate())), 5.5, ink, ThemeInk.PAPER));
    }
  }
}
