package dev.admiral.experiments.chart;

import java.util.ArrayList;
import java.util.List;

/** A drawing in the making. */
final class Sheet {
  static final double TITLE_SIZE = 15;
  static final double TEXT_SIZE = 12;
  static final double SMALL_SIZE = 11;

  private final List<Mark> marks = new ArrayList<>();
  private final int width;
  private final int height;

  Sheet(int width, int height) {
    this.width = width;
    this.height = height;
    add(new Mark.Rectangle(0, 0, width, height, ThemeInk.PAPER));
  }

  Sheet add(Mark mark) {
    marks.add(mark);
    return this;
  }

  /** The title, over the sheet's upper left corner; nothing where it is empty. */
  Sheet title(String title) {
    if (title.isEmpty()) {
      return this;
    }
    String fitting = TextWidth.fitBold(title, TITLE_SIZE, width - 32);
    return add(
        new Mark.Label(
            new Point(16, 26), fitting, TITLE_SIZE, ThemeInk.TEXT, Mark.Anchor.START, true));
  }

  Sheet text(double x, double y, String text, Ink ink, Mark.Anchor anchor) {
    return add(new Mark.Label(new Point(x, y), text, TEXT_SIZE, ink, anchor, false));
  }

  Sheet small(double x, double y, String text, Ink ink, Mark.Anchor anchor) {
    return add(new Mark.Label(new Point(x, y), text, SMALL_SIZE, ink, anchor, false));
  }

  Sheet line(double x1, double y1, double x2, double y2, Ink ink, double lineWidth) {
    return add(
        new Mark.Line(
            List.of(new Point(x1, y1), new Point(x2, y2)), ink, lineWidth, Mark.Dash.SOLID));
  }

  /** The outline of a rectangle. */
  Sheet frame(double x, double y, double w, double h, Ink ink, double lineWidth) {
    return add(
        new Mark.Line(
            List.of(
                new Point(x, y),
                new Point(x + w, y),
                new Point(x + w, y + h),
                new Point(x, y + h),
                new Point(x, y)),
            ink,
            lineWidth,
            Mark.Dash.SOLID));
  }

  int width() {
    return width;
  }

  /** How far down a sheet with this title begins, compared with one that has a title. */
  static double titleShift(String title) {
    return title.isEmpty() ? -22 : 0;
  }

  Drawing finish(String description) {
    return new Drawing(width, height, description, marks);
  }
}
