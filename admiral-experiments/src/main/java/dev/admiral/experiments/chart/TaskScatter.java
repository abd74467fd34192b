package dev.admiral.experiments.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tasks of two parameters in the order of their visits: darker and higher numbers are later, and a
 * thin line joins one to the next. Visits at one place share a disc. Ψ is drawn as a box.
 *
 * @param title what is shown
 * @param xName of the first parameter, with its unit
 * @param yName of the second
 * @param tasks the visited ψ as (ψ₀, ψ₁), in order
 * @param low the lower corner of Ψ
 * @param high its upper corner
 */
public record TaskScatter(
    String title, String xName, String yName, List<Point> tasks, Point low, Point high)
    implements Chart {
  private static final int WIDTH = 540;
  private static final int HEIGHT = 500;
  private static final double RADIUS = 6;
  private static final int LONGEST_LIST = 4;

  public TaskScatter {
    tasks = List.copyOf(tasks);
  }

  @Override
  public Drawing draw() {
    Sheet sheet = new Sheet(WIDTH, HEIGHT).title(title);
    double xMargin = 0.09 * (high.x() - low.x());
    double yMargin = 0.09 * (high.y() - low.y());
    Axis x = Axis.exactly(low.x() - xMargin, high.x() + xMargin, 7, 0);
    Axis y = Axis.exactly(low.y() - yMargin, high.y() + yMargin, 7, 0);
    double left = 16 + PlotArea.labelRoom(y);
    PlotArea area = new PlotArea(left, 62, WIDTH - left - 24, 336, x, y);
    area.drawAxes(sheet, xName, yName);
    double boxLeft = area.px(low.x());
    double boxTop = area.py(high.y());
    sheet.frame(
        boxLeft,
        boxTop,
        area.px(high.x()) - boxLeft,
        area.py(low.y()) - boxTop,
        ThemeInk.TEXT,
        1.5);
    List<Point> points =
        tasks.stream().map(task -> new Point(area.px(task.x()), area.py(task.y()))).toList();
    if (points.size() > 1) {
      sheet.add(new Mark.Line(points, ThemeInk.MUTED, 0.75, Mark.Dash.DOTTED));
    }
    drawPlaces(
        sheet,
        Place.of(points, RADIUS),
        area,
        new Bounds(boxLeft, boxTop, area.px(high.x()), area.py(low.y())));
    ColourBar.draw(
        sheet,
        left,
        HEIGHT - 48,
        area.width(),
        List.of("1", Integer.toString(tasks.size())),
        "order of visits");
    return sheet.finish(title + ": " + tasks.size() + " tasks in the order of their visits");
  }

  private void drawPlaces(Sheet sheet, List<Place> places, PlotArea area, Bounds box) {
    for (Place place : places) {
      double order = tasks.size() < 2 ? 1 : (place.visits().getLast() - 1.0) / (tasks.size() - 1);
      sheet.add(new Mark.Disc(place.at(), RADIUS, HeatPalette.at(order), ThemeInk.TEXT));
    }
    List<Bounds> taken =
        new ArrayList<>(places.stream().map(place -> Bounds.around(place.at(), RADIUS)).toList());
    taken.addAll(box.edges());
    Bounds inside = new Bounds(area.left() + 2, area.top() + 2, WIDTH - 26, area.bottom() - 2);
    // Late visits are labelled first: where there is no room, the colour tells the early ones.
    places.stream()
        .sorted(Comparator.comparing((Place place) -> place.visits().getLast()).reversed())
        .forEach(place -> place.label(sheet, text(place.visits()), RADIUS, taken, inside));
  }

  /** {@code 3, 7, 9}, and {@code 3, 7, … 20} for many. */
  private static String text(List<Integer> visits) {
    if (visits.size() <= LONGEST_LIST) {
      return visits.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    return IntStream.range(0, 2)
            .mapToObj(i -> visits.get(i).toString())
            .collect(Collectors.joining(", "))
        + ", … "
        + visits.getLast();
  }
}
