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
 * @param values {@code [column][row]}; NaN leaves a cell blank
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

  /** Copies and checks that there is a value for each cell. */
  public HeatMap {
    xValues = List.copyOf(xValues);
    yValues = List.copyOf(yValues);
    values = HeatCells.checked(xValues, yValues, values);
  }

  @Override
  public Drawing draw() {
    double top = 62;
    double bottom = top + PLOT_HEIGHT;
    Sheet sheet = new Sheet(WIDTH, (int) bottom + 104).title(title);
    double left = 24 + HeatCells.labelRoom(yValues);
    double width = WIDTH - left - 20;
    HeatCells cells =
        new HeatCells(xValues, yValues, values, low, high, left, top, width, PLOT_HEIGHT);
    cells.draw(sheet, xName, yName);
    boolean outlined = cells.outlineLargest(sheet);
    ColourBar.draw(
        sheet,
        left,
        bottom + 54,
        width,
        List.of(NumberText.brief(low), NumberText.brief(high)),
        valueName + (outlined ? " (largest outlined)" : ""));
    return sheet.finish(title + ": " + valueName + " by " + xName + " and " + yName);
  }
}
