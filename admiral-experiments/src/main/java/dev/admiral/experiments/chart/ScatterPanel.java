package dev.admiral.experiments.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Visited tasks in two of their parameters, beside other such panels. A disc is a task on the
 * boundary of Ψ, a cross one inside; darker is later. Visits at one place share a mark with their
 * number. Ψ is drawn as a box.
 *
 * @param title what tells it from the others
 * @param xName of the first parameter, with its unit
 * @param yName of the second
 * @param visits the earlier ones first
 * @param low the lower corner of Ψ
 * @param high its upper corner
 * @param size of the whole panel
 */
public record ScatterPanel(
    String title, String xName, String yName, List<Visit> visits, Point low, Point high, Size size)
    implements Chart {
  private static final double RADIUS = 5;
  private static final double MARGIN = 0.12;

  /**
   * A visited task.
   *
   * @param at its two parameters
   * @param progress of the training: 0 is the first task, 1 the last
   * @param onBoundary whether any of its parameters is at an end of its range
   */
  public record Visit(Point at, double progress, boolean onBoundary) {}

  public ScatterPanel {
    visits = List.copyOf(visits);
  }

  @Override
  public Drawing draw() {
    Sheet sheet = new Sheet(size.width(), size.height()).title(title);
    double xMargin = MARGIN * (high.x() - low.x());
    double yMargin = MARGIN * (high.y() - low.y());
    Axis x = Axis.exactly(low.x() - xMargin, high.x() + xMargin, 6, 0);
    Axis y = Axis.exactly(low.y() - yMargin, high.y() + yMargin, 6, 0);
    double left = 16 + PlotArea.labelRoom(y);
    double top = 62;
    PlotArea area =
        new PlotArea(left, top, size.width() - left - 12, size.height() - top - 48, x, y);
    area.drawAxes(sheet, xName, yName);
    Bounds box =
        new Bounds(area.px(low.x()), area.py(high.y()), area.px(high.x()), area.py(low.y()));
    sheet.frame(
        box.left(),
        box.top(),
        box.right() - box.left(),
        box.bottom() - box.top(),
        ThemeInk.TEXT,
        1.2);
    List<Point> points =
        visits.stream()
            .map(visit -> new Point(area.px(visit.at().x()), area.py(visit.at().y())))
            .toList();
    List<Place> places = Place.of(points, RADIUS);
    places.forEach(place -> drawPlace(sheet, place));
    drawCounts(sheet, places, box, area);
    return sheet.finish(title + ": " + visits.size() + " visited tasks");
  }

  private void drawPlace(Sheet sheet, Place place) {
    boolean onBoundary =
        place.visits().stream().anyMatch(visit -> visits.get(visit - 1).onBoundary());
    // The palette's lightest colours would not show on paper.
    double shade = 0.2 + 0.8 * visits.get(place.visits().getLast() - 1).progress();
    Ink ink = HeatPalette.at(shade);
    if (onBoundary) {
      sheet.add(new Mark.Disc(place.at(), RADIUS, ink, ThemeInk.TEXT));
      return;
    }
    double x = place.at().x();
    double y = place.at().y();
    double reach = 0.8 * RADIUS;
    sheet.line(x - reach, y - reach, x + reach, y + reach, ink, 2.2);
    sheet.line(x - reach, y + reach, x + reach, y - reach, ink, 2.2);
  }

  private static void drawCounts(Sheet sheet, List<Place> places, Bounds box, PlotArea area) {
    List<Bounds> taken =
        new ArrayList<>(places.stream().map(place -> Bounds.around(place.at(), RADIUS)).toList());
    taken.addAll(box.edges());
    Bounds inside =
        new Bounds(
            area.left() + 2, area.top() + 2, area.left() + area.width() - 2, area.bottom() - 2);
    places.stream()
        .filter(place -> place.visits().size() > 1)
        .sorted(Comparator.comparingInt((Place place) -> place.visits().size()).reversed())
        .forEach(place ->
            place.label(sheet, Integer.toString(place.visits().size()), RADIUS, taken, inside));
  }
}
