package dev.admiral.experiments.chart;

import java.util.ArrayList;
import java.util.List;

/** The visits at one place on a sheet, counted from 1, in order. */
record Place(Point at, List<Integer> visits) {

  /** The places of {@code points}: those closer than {@code radius} to a place belong to it. */
  static List<Place> of(List<Point> points, double radius) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      int visit = i + 1;
      places.stream()
          .filter(place -> place.at().distance(point) < radius)
          .findFirst()
          .ifPresentOrElse(
              place -> place.visits().add(visit),
              () -> places.add(new Place(point, new ArrayList<>(List.of(visit)))));
    }
    return places;
  }

  /**
   * Writes {@code text} beside the place where there is room, or not at all.
   *
   * @param radius of the place's disc
   * @param taken what the text must not overlap; its own bounds are added
   * @param inside what it must not leave
   */
  void label(Sheet sheet, String text, double radius, List<Bounds> taken, Bounds inside) {
    double width = TextWidth.of(text, Sheet.SMALL_SIZE);
    for (Bounds candidate : Bounds.beside(at, radius + 3, width, Sheet.SMALL_SIZE)) {
      if (candidate.within(inside) && taken.stream().noneMatch(candidate::overlaps)) {
        taken.add(candidate);
        // Paper behind the text keeps lines from striking it through.
        sheet.add(
            new Mark.Area(
                List.of(
                    new Point(candidate.left(), candidate.top()),
                    new Point(candidate.right(), candidate.top()),
                    new Point(candidate.right(), candidate.bottom()),
                    new Point(candidate.left(), candidate.bottom())),
                ThemeInk.PAPER,
                0.75));
        sheet.small(
            candidate.left(), candidate.bottom() - 2, text, ThemeInk.TEXT, Mark.Anchor.START);
        return;
      }
    }
  }
}
