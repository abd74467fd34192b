package dev.admiral.experiments.chart;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Drawings as PNG, at twice their size so that they stay sharp on dense screens. Needs no display,
 * but a font.
 */
public final class PngRenderer {
  private static final int SCALE = 2;

  private PngRenderer() {}

  /** Why no PNG can be made here, in one line with what to do; empty where one can. */
  public static Optional<String> problem() {
    return Probe.PROBLEM;
  }

  /** Looked for once, at the first question. */
  private static final class Probe {
    static final Optional<String> PROBLEM = probe();

    private static Optional<String> probe() {
      try {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.drawString("x", 0, 0);
        graphics.dispose();
        return Optional.empty();
      } catch (AWTError e) {
        return Optional.of(
            "PNG charts cannot be made: Java wants the display that DISPLAY names"
                + " (-Djava.awt.headless=true keeps it from that); SVG charts are not affected");
      } catch (RuntimeException | LinkageError | InternalError e) {
        // A JDK without fontconfig, fonts or FreeType fails in one of these ways.
        return Optional.of(
            "PNG charts need a font, and Java finds none on this machine"
                + " (install fontconfig and fonts-dejavu-core); SVG charts are not affected");
      }
    }
  }

  /**
   * Paints a drawing.
   *
   * @throws IllegalStateException with {@link #problem} where there is one
   */
  public static byte[] render(Drawing drawing) {
    problem()
        .ifPresent(line -> {
          throw new IllegalStateException(line);
        });
    BufferedImage image =
        new BufferedImage(
            drawing.width() * SCALE, drawing.height() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawing.marks().forEach(mark -> paint(graphics, mark));
    graphics.dispose();
    return encode(image);
  }

  private static void paint(Graphics2D graphics, Mark mark) {
    switch (mark) {
      case Mark.Line line -> {
        graphics.setColor(colour(line.ink(), 1));
        graphics.setStroke(stroke(line));
        graphics.draw(path(line.points(), false));
      }
      case Mark.Area area -> {
        graphics.setColor(colour(area.ink(), area.opacity()));
        graphics.fill(path(area.points(), true));
      }
      case Mark.Rectangle r -> {
        graphics.setColor(colour(r.ink(), 1));
        graphics.fill(new Rectangle2D.Double(r.x(), r.y(), r.width(), r.height()));
      }
      case Mark.Disc disc -> {
        double r = disc.radius();
        Shape circle =
            new Ellipse2D.Double(disc.centre().x() - r, disc.centre().y() - r, 2 * r, 2 * r);
        graphics.setColor(colour(disc.ink(), 1));
        graphics.fill(circle);
        graphics.setColor(colour(disc.outline(), 1));
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(circle);
      }
      case Mark.Raster raster -> {
        AffineTransform place = AffineTransform.getTranslateInstance(raster.x(), raster.y());
        GreyPicture picture = raster.picture();
        place.scale(raster.width() / picture.columns(), raster.height() / picture.rows());
        graphics.drawImage(picture.image(), place, null);
      }
      case Mark.Label label -> paint(graphics, label);
    }
  }

  private static void paint(Graphics2D graphics, Mark.Label label) {
    int style = label.bold() ? Font.BOLD : Font.PLAIN;
    graphics.setFont(new Font(Font.SANS_SERIF, style, 1).deriveFont((float) label.size()));
    graphics.setColor(colour(label.ink(), 1));
    double width = graphics.getFontMetrics().getStringBounds(label.text(), graphics).getWidth();
    double shift =
        switch (label.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.drawString(label.text(), (float) (label.at().x() - shift), (float) label.at().y());
  }

  private static BasicStroke stroke(Mark.Line line) {
    List<Integer> pattern = line.dash().pattern();
    if (pattern.isEmpty()) {
      return new BasicStroke((float) line.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
    float[] dashes = new float[pattern.size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = pattern.get(i);
    }
    return new BasicStroke(
        (float) line.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
  }

  private static Path2D path(List<Point> points, boolean closed) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (i == 0) {
        path.moveTo(point.x(), point.y());
      } else {
        path.lineTo(point.x(), point.y());
      }
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }

  private static Color colour(Ink ink, double opacity) {
    Color opaque = new Color(ink.rgb());
    return new Color(
        opaque.getRed(), opaque.getGreen(), opaque.getBlue(), (int) Math.round(255 * opacity));
  }

  static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      // ImageIO would otherwise buffer in a file in the temporary folder.
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return bytes.toByteArray();
  }
}
