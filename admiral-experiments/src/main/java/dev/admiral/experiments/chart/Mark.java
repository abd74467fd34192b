package dev.admiral.experiments.chart;

import java.util.List;

/** What a drawing is made of. */
public sealed interface Mark {

  /** The same mark, {@code dx} pixels further to the right and {@code dy} further down. */
  default Mark moved(double dx, double dy) {
    return switch (this) {
      case Line m -> new Line(moved(m.points(), dx, dy), m.ink(), m.width(), m.dash());
      case Area m -> new Area(moved(m.points(), dx, dy), m.ink(), m.opacity());
      case Rectangle m -> new Rectangle(m.x() + dx, m.y() + dy, m.width(), m.height(), m.ink());
      case Disc m -> new Disc(m.centre().moved(dx, dy), m.radius(), m.ink(), m.outline());
      case Raster m -> new Raster(m.x() + dx, m.y() + dy, m.width(), m.height(), m.picture());
      case Label m ->
          new Label(m.at().moved(dx, dy), m.text(), m.size(), m.ink(), m.anchor(), m.bold());
    };
  }

  private static List<Point> moved(List<Point> points, double dx, double dy) {
    return points.stream().map(point -> point.moved(dx, dy)).toList();
  }

  /** Joined points, drawn {@code width} pixels wide. */
  record Line(List<Point> points, Ink ink, double width, Dash dash) implements Mark {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** A filled polygon; {@code opacity} 1 hides what is behind. */
  record Area(List<Point> points, Ink ink, double opacity) implements Mark {
    public Area {
      points = List.copyOf(points);
    }
  }

  /** A filled rectangle by its upper left corner. */
  record Rectangle(double x, double y, double width, double height, Ink ink) implements Mark {}

  /** A filled circle with an outline of one pixel. */
  record Disc(Point centre, double radius, Ink ink, Ink outline) implements Mark {}

  /** A picture by its upper left corner, stretched to a size. */
  record Raster(double x, double y, double width, double height, GreyPicture picture)
      implements Mark {}

  /** One line of text: {@code at} is on its base line. */
  record Label(Point at, String text, double size, Ink ink, Anchor anchor, boolean bold)
      implements Mark {}

  /** Which part of a label stands at its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** How a line is broken, so that lines differ in print and for colour-blind readers as well. */
  enum Dash {
    SOLID,
    DASHED,
    DOTTED,
    DASH_DOTTED;

    /** Lengths of strokes and gaps, in pixels; none for a solid line. */
    List<Integer> pattern() {
      return switch (this) {
        case SOLID -> List.of();
        case DASHED -> List.of(7, 4);
        case DOTTED -> List.of(2, 3);
        case DASH_DOTTED -> List.of(9, 3, 2, 3);
      };
    }
  }
}
