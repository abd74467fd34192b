package dev.admiral.experiments.chart;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Drawings as SVG. */
public final class SvgRenderer {
  private static final String FONTS =
      "'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

  private SvgRenderer() {}

  /** A file of its own, dark on white. */
  static String standalone(Drawing drawing) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + inline(drawing) + "\n";
  }

  /**
   * An element to put into a page. Its colours are attributes, which the page's style may override
   * by class; {@link ThemeInk#darkStyle} does.
   */
  public static String inline(Drawing drawing) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="%d" height="%d" \
        viewBox="0 0 %d %d" font-family="%s">
        <title>%s</title>
        """
            .formatted(
                drawing.width(),
                drawing.height(),
                drawing.width(),
                drawing.height(),
                FONTS,
                escape(drawing.description())));
    drawing.marks().forEach(mark -> svg.append(element(mark)).append('\n'));
    return svg.append("</svg>").toString();
  }

  private static String element(Mark mark) {
    return switch (mark) {
      case Mark.Line line ->
          "<polyline points=\"%s\" fill=\"none\"%s stroke-width=\"%s\" stroke-linejoin=\"round\"%s/>"
              .formatted(
                  points(line.points()),
                  paint("stroke", line.ink()),
                  number(line.width()),
                  dashes(line.dash()));
      case Mark.Area area ->
          "<polygon points=\"%s\"%s fill-opacity=\"%s\"/>"
              .formatted(points(area.points()), paint("fill", area.ink()), number(area.opacity()));
      case Mark.Rectangle r ->
          "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>"
              .formatted(
                  number(r.x()),
                  number(r.y()),
                  number(r.width()),
                  number(r.height()),
                  paint("fill", r.ink()));
      case Mark.Disc disc ->
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s/>"
              .formatted(
                  number(disc.centre().x()),
                  number(disc.centre().y()),
                  number(disc.radius()),
                  paint("fill", disc.ink(), "stroke", disc.outline()));
      case Mark.Raster raster ->
          "<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>"
              .formatted(
                  number(raster.x()),
                  number(raster.y()),
                  number(raster.width()),
                  number(raster.height()),
                  Base64.getEncoder().encodeToString(raster.picture().png()));
      case Mark.Label label ->
          "<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s text-anchor=\"%s\"%s>%s</text>"
              .formatted(
                  number(label.at().x()),
                  number(label.at().y()),
                  number(label.size()),
                  label.bold() ? " font-weight=\"bold\"" : "",
                  label.anchor().name().toLowerCase(Locale.ROOT),
                  paint("fill", label.ink()),
                  escape(label.text()));
    };
  }

  private static String paint(String property, Ink ink) {
    return styleClasses(styleClass(property, ink)) + attribute(property, ink);
  }

  private static String paint(String property, Ink ink, String otherProperty, Ink otherInk) {
    return styleClasses(styleClass(property, ink) + styleClass(otherProperty, otherInk))
        + attribute(property, ink)
        + attribute(otherProperty, otherInk);
  }

  private static String styleClasses(String classes) {
    return classes.isEmpty() ? "" : " class=\"" + classes.strip() + "\"";
  }

  private static String styleClass(String property, Ink ink) {
    return switch (ink) {
      case ThemeInk theme -> " " + property + "-" + theme.styleClass();
      case FixedInk fixed -> "";
    };
  }

  private static String attribute(String property, Ink ink) {
    return " " + property + "=\"" + ink.hex() + "\"";
  }

  private static String dashes(Mark.Dash dash) {
    return dash.pattern().isEmpty()
        ? ""
        : dash.pattern().stream()
            .map(Object::toString)
            .collect(Collectors.joining(" ", " stroke-dasharray=\"", "\""));
  }

  private static String points(List<Point> points) {
    return points.stream()
        .map(point -> number(point.x()) + "," + number(point.y()))
        .collect(Collectors.joining(" "));
  }

  /** To a hundredth of a pixel, without trailing zeros. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceFirst("\\.?0+$", "");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
