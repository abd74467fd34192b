package dev.admiral.experiments.chart;

import java.util.ArrayList;
import java.util.List;

/** The rectangle that a mark takes, in pixels. */
record Bounds(double left, double top, double right, double bottom) {

  static Bounds around(Point centre, double radius) {
    return new Bounds(
        centre.x() - radius, centre.y() - radius, centre.x() + radius, centre.y() + radius);
  }

  /** Places for a label {@code gap} away from a point, the better ones first. */
  static List<Bounds> beside(Point point, double gap, double width, double height) {
    List<Bounds> places = new ArrayList<>();
    for (double reach : new double[] {gap, gap + height, gap + 2 * height}) {
      double right = point.x() + reach;
      double left = point.x() - reach - width;
      double middle = point.x() - width / 2;
      double up = point.y() - reach - height;
      double down = point.y() + reach;
      double level = point.y() - height / 2;
      places.add(sized(right, level, width, height));
      places.add(sized(left, level, width, height));
      places.add(sized(middle, up, width, height));
      places.add(sized(middle, down, width, height));
      places.add(sized(right, up + gap / 2, width, height));
      places.add(sized(right, down - gap / 2, width, height));
      places.add(sized(left, up + gap / 2, width, height));
      places.add(sized(left, down - gap / 2, width, height));
    }
    return places;
  }

  private static Bounds sized(double left, double top, double width, double height) {
    return new Bounds(left, top, left + width, top + height);
  }

  /** The four edges, as rectangles two pixels thick. */
  List<Bounds> edges() {
    return List.of(
        new Bounds(left - 1, top - 1, left + 1, bottom + 1),
        new Bounds(right - 1, top - 1, right + 1, bottom + 1),
        new Bounds(left - 1, top - 1, right + 1, top + 1),
        new Bounds(left - 1, bottom - 1, right + 1, bottom + 1));
  }

  boolean overlaps(Bounds other) {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }

  boolean within(Bounds outer) {
    return left >= outer.left && right <= outer.right && top >= outer.top && bottom <= outer.bottom;
  }
}
