package dev.admiral.experiments.chart;

import java.util.List;
import java.util.Optional;

/**
 * A heat map that stands beside others, all on one scale, which a {@link ColourScale} explains. The
 * largest value is outlined.
 *
 * @param title what tells it from the others
 * @param xName of the first parameter, with its unit
 * @param yName of the second
 * @param xValues of the columns, increasing
 * @param yValues of the rows, increasing upwards
 * @param values {@code [column][row]}; NaN leaves a cell blank
 * @param low the value of the lightest colour
 * @param high the value of the darkest
 * @param region what to mark with a dashed red box
 * @param size of the whole panel
 */
public record HeatPanel(
    String title,
    String xName,
    String yName,
    List<Double> xValues,
    List<Double> yValues,
    List<List<Double>> values,
    double low,
    double high,
    Optional<Region> region,
    Size size)
    implements Chart {

  /** Copies and checks that there is a value for each cell. */
  public HeatPanel {
    xValues = List.copyOf(xValues);
    yValues = List.copyOf(yValues);
    values = HeatCells.checked(xValues, yValues, values);
  }

  @Override
  public Drawing draw() {
    Sheet sheet = new Sheet(size.width(), size.height()).title(title);
    double left = 24 + HeatCells.labelRoom(yValues);
    double top = 62;
    HeatCells cells =
        new HeatCells(
            xValues,
            yValues,
            values,
            low,
            high,
            left,
            top,
            size.width() - left - 12,
            size.height() - top - 48);
    cells.draw(sheet, xName, yName);
    cells.outlineLargest(sheet);
    region.ifPresent(box -> draw(box, sheet, cells));
    return sheet.finish(title + ": values by " + xName + " and " + yName);
  }

  private static void draw(Region region, Sheet sheet, HeatCells cells) {
    double left = cells.px(region.low().x());
    double right = cells.px(region.high().x());
    double top = cells.py(region.high().y());
    double bottom = cells.py(region.low().y());
    sheet.add(
        new Mark.Line(
            List.of(
                new Point(left, top),
                new Point(right, top),
                new Point(right, bottom),
                new Point(left, bottom),
                new Point(left, top)),
            ThemeInk.ACCENT,
            2,
            Mark.Dash.DASHED));
    String name = TextWidth.fit(region.name(), Sheet.TEXT_SIZE, right - left - 12);
    sheet.text(
        (left + right) / 2, (top + bottom) / 2 + 4, name, ThemeInk.ACCENT, Mark.Anchor.MIDDLE);
  }
}
