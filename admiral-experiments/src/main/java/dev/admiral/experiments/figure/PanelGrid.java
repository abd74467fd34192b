package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Size;
import java.util.ArrayList;
import java.util.List;

/** How panels of equal size, one for each method, stand beside each other: four in a row at most. */
final class PanelGrid {
  private static final int MOST = 4;
  private static final int USUAL_WIDTH = 990;
  private static final int LEAST = 270;
  private static final int LARGEST = 420;
  private static final int LEAST_WIDTH = 660;

  private final int columns;
  private final int panelWidth;

  PanelGrid(int methods) {
    // Rows of equal length: five methods are three and two.
    int rows = Math.ceilDiv(methods, MOST);
    columns = Math.ceilDiv(methods, rows);
    panelWidth = Math.clamp(USUAL_WIDTH / columns, LEAST, LARGEST);
  }

  /** The width of the whole figure. */
  int width() {
    return Math.max(LEAST_WIDTH, columns * panelWidth);
  }

  /** A panel whose plot is about {@code ratio} as high as wide. */
  Size panel(double ratio) {
    return new Size(panelWidth, (int) Math.round(ratio * (panelWidth - 62) + 110));
  }

  /** {@code charts} in rows, the first under {@code heading}. */
  List<Panels.Row> rows(String heading, List<Chart> charts) {
    List<Panels.Row> rows = new ArrayList<>();
    for (int from = 0; from < charts.size(); from += columns) {
      rows.add(
          new Panels.Row(
              from == 0 ? heading : "",
              charts.subList(from, Math.min(from + columns, charts.size()))));
    }
    return rows;
  }
}
