package dev.admiral.experiments.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Curves over a common horizontal axis, with confidence bands where the curves have them. Few points
 * are marked with dots and error bars as well; the curves then stand a few pixels apart sideways, so
 * that no bar hides another.
 *
 * @param title what is shown; may be empty
 * @param xName of the horizontal axis, with its unit
 * @param yName of the vertical one
 * @param curves in the order of the legend; one curve alone has no legend
 * @param horizontal how the horizontal axis runs
 * @param vertical how the vertical axis runs
 * @param size of the whole chart
 */
public record LineChart(
    String title,
    String xName,
    String yName,
    List<Curve> curves,
    Horizontal horizontal,
    Vertical vertical,
    Size size)
    implements Chart {
  private static final Size USUAL = new Size(540, 350);
  private static final int FEW_POINTS = 12;
  private static final int MANY_POINTS = 150;
  private static final double LEGEND_ROW = 18;
  private static final double FARTHEST_APART = 6;
  private static final List<Mark.Dash> DASHES =
      List.of(Mark.Dash.SOLID, Mark.Dash.DASHED, Mark.Dash.DASH_DOTTED, Mark.Dash.DOTTED);

  /** How the horizontal axis runs. */
  public enum Horizontal {
    /** Over the values. */
    LINEAR,
    /** In powers of ten; points whose value is not positive are left out. */
    LOGARITHMIC
  }

  /** How the vertical axis runs. */
  public enum Vertical {
    /** Over the values. */
    LINEAR,
    /** From zero to above the values, for what is never negative and means something at zero. */
    FROM_ZERO,
    /** In powers of ten; values that are not positive are left out. */
    LOGARITHMIC
  }

  public LineChart {
    curves = List.copyOf(curves);
  }

  /** A chart with a linear horizontal axis. */
  public LineChart(
      String title, String xName, String yName, List<Curve> curves, Vertical vertical, Size size) {
    this(title, xName, yName, curves, Horizontal.LINEAR, vertical, size);
  }

  /** A chart of the usual size. */
  public LineChart(
      String title, String xName, String yName, List<Curve> curves, Vertical vertical) {
    this(title, xName, yName, curves, vertical, USUAL);
  }

  @Override
  public Drawing draw() {
    Sheet sheet = new Sheet(size.width(), size.height()).title(title);
    double shift = Sheet.titleShift(title);
    double legendBottom = curves.size() > 1 ? drawLegend(sheet, 46 + shift) : 28 + shift;
    double top = legendBottom + 37;
    Axis yAxis = verticalAxis();
    double left = 16 + PlotArea.labelRoom(yAxis);
    PlotArea area =
        new PlotArea(
            left, top, size.width() - left - 28, size.height() - top - 54, horizontalAxis(), yAxis);
    area.drawAxes(sheet, xName, yName);
    for (int i = 0; i < curves.size(); i++) {
      drawBand(sheet, area.moved(sideways(i)), i);
    }
    for (int i = 0; i < curves.size(); i++) {
      drawCurve(sheet, area.moved(sideways(i)), i);
    }
    String what = yName + " against " + xName;
    return sheet.finish(title.isEmpty() ? what : title + ": " + what);
  }

  private double sideways(int curve) {
    boolean bars =
        curves.stream().allMatch(c -> c.x().size() <= FEW_POINTS)
            && curves.stream().anyMatch(c -> !c.low().isEmpty());
    double apart = Math.min(FARTHEST_APART, 2 * FARTHEST_APART / Math.max(1, curves.size() - 1));
    return bars ? (curve - (curves.size() - 1) / 2.0) * apart : 0;
  }

  private Axis horizontalAxis() {
    double[] values = values(curves.stream().map(Curve::x).toList());
    if (horizontal == Horizontal.LOGARITHMIC) {
      return logarithmic(values);
    }
    boolean whole = DoubleStream.of(values).allMatch(x -> x == Math.rint(x));
    Axis axis = Axis.exactly(min(values), max(values), 8, whole ? 1 : 0);
    // Room for the curves that are moved sideways.
    return sideways(0) == 0 ? axis : axis.widened(0.015);
  }

  private Axis verticalAxis() {
    List<List<Double>> all = new ArrayList<>();
    curves.forEach(curve -> all.addAll(List.of(curve.y(), curve.low(), curve.high())));
    double[] values = values(all);
    return switch (vertical) {
      case LINEAR -> Axis.covering(min(values), max(values), 6);
      case FROM_ZERO -> Axis.covering(0, Math.max(max(values), 1e-9), 6);
      case LOGARITHMIC -> logarithmic(values);
    };
  }

  private static Axis logarithmic(double[] values) {
    double[] positive = DoubleStream.of(values).filter(value -> value > 0).toArray();
    return positive.length == 0
        ? Axis.covering(0, 1, 6)
        : Axis.logarithmic(min(positive), max(positive));
  }

  private static double[] values(List<List<Double>> lists) {
    return lists.stream()
        .flatMap(List::stream)
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .toArray();
  }

  private static double min(double[] values) {
    return DoubleStream.of(values).min().orElse(Double.NaN);
  }

  private static double max(double[] values) {
    return DoubleStream.of(values).max().orElse(Double.NaN);
  }

  /** Rows of names from {@code y} down; returns the last row's base line. */
  private double drawLegend(Sheet sheet, double y) {
    double x = 16;
    double row = y;
    for (int i = 0; i < curves.size(); i++) {
      String name = TextWidth.fit(curves.get(i).name(), Sheet.TEXT_SIZE, size.width() - 80);
      double width = 34 + TextWidth.of(name, Sheet.TEXT_SIZE) + 18;
      if (x > 16 && x + width > size.width()) {
        x = 16;
        row += LEGEND_ROW;
      }
      List<Point> sample = List.of(new Point(x, row - 4), new Point(x + 26, row - 4));
      sheet.add(new Mark.Line(sample, ThemeInk.curve(i), 2.5, dash(i)));
      sheet.text(x + 34, row, name, ThemeInk.TEXT, Mark.Anchor.START);
      x += width;
    }
    return row;
  }

  private static Mark.Dash dash(int curve) {
    return DASHES.get(curve % DASHES.size());
  }

  private void drawBand(Sheet sheet, PlotArea area, int index) {
    Curve curve = curves.get(index);
    Ink ink = ThemeInk.curve(index);
    for (List<Integer> run : runs(curve, i -> drawable(curve, i) && curve.hasBand(i))) {
      List<Point> outline = new ArrayList<>();
      run.forEach(i -> outline.add(point(area, curve.x().get(i), curve.high().get(i))));
      run.reversed().forEach(i -> outline.add(point(area, curve.x().get(i), curve.low().get(i))));
      if (run.size() > 1) {
        sheet.add(new Mark.Area(outline, ink, 0.16));
      }
      if (curve.x().size() <= FEW_POINTS) {
        run.forEach(i -> drawErrorBar(sheet, area, curve, i, ink));
      }
    }
  }

  private void drawErrorBar(Sheet sheet, PlotArea area, Curve curve, int i, Ink ink) {
    Point high = point(area, curve.x().get(i), curve.high().get(i));
    Point low = point(area, curve.x().get(i), curve.low().get(i));
    sheet.line(high.x(), high.y(), low.x(), low.y(), ink, 1.2);
    sheet.line(high.x() - 4, high.y(), high.x() + 4, high.y(), ink, 1.2);
    sheet.line(low.x() - 4, low.y(), low.x() + 4, low.y(), ink, 1.2);
  }

  private void drawCurve(Sheet sheet, PlotArea area, int index) {
    Curve curve = curves.get(index);
    Ink ink = ThemeInk.curve(index);
    double width = curve.x().size() > MANY_POINTS ? 1.25 : 2;
    for (List<Integer> run : runs(curve, i -> drawable(curve, i))) {
      List<Point> points =
          run.stream().map(i -> point(area, curve.x().get(i), curve.y().get(i))).toList();
      if (points.size() > 1) {
        sheet.add(new Mark.Line(points, ink, width, dash(index)));
      }
      if (points.size() == 1 || curve.x().size() <= FEW_POINTS) {
        points.forEach(point -> sheet.add(new Mark.Disc(point, 3.5, ink, ThemeInk.PAPER)));
      }
    }
  }

  private boolean drawable(Curve curve, int i) {
    double y = curve.y().get(i);
    return Double.isFinite(y)
        && (vertical != Vertical.LOGARITHMIC || y > 0)
        && (horizontal != Horizontal.LOGARITHMIC || curve.x().get(i) > 0);
  }

  /** The stretches of neighbouring points that satisfy a condition. */
  private static List<List<Integer>> runs(Curve curve, IntPredicate condition) {
    List<List<Integer>> runs = new ArrayList<>();
    IntStream.range(0, curve.x().size())
        .filter(condition)
        .forEach(i -> {
          if (i == 0 || !condition.test(i - 1)) {
            runs.add(new ArrayList<>());
          }
          runs.getLast().add(i);
        });
    return runs;
  }

  private static Point point(PlotArea area, double x, double y) {
    // A band of a logarithmic chart may reach below zero: it ends at the axis.
    double lowest = area.y().logarithmic() ? Math.max(y, area.y().low()) : y;
    return new Point(area.px(x), area.py(lowest));
  }
}
