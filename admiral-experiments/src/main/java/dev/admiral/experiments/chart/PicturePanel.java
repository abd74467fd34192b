package dev.admiral.experiments.chart;

/**
 * A picture that stands beside others.
 *
 * @param name written above it
 * @param picture what is shown
 * @param size of the whole panel; the picture is stretched to what the name leaves
 */
public record PicturePanel(String name, GreyPicture picture, Size size) implements Chart {
  private static final int MARGIN = 8;
  private static final int NAME_ROOM = 22;

  @Override
  public Drawing draw() {
    Sheet sheet = new Sheet(size.width(), size.height());
    double width = size.width() - 2.0 * MARGIN;
    sheet.text(
        MARGIN,
        NAME_ROOM - 7.0,
        TextWidth.fit(name, Sheet.TEXT_SIZE, width),
        ThemeInk.TEXT,
        Mark.Anchor.START);
    double height = size.height() - NAME_ROOM - (double) MARGIN;
    sheet.add(new Mark.Raster(MARGIN, NAME_ROOM, width, height, picture));
    sheet.frame(MARGIN, NAME_ROOM, width, height, ThemeInk.MUTED, 0.75);
    return sheet.finish(name);
  }
}
