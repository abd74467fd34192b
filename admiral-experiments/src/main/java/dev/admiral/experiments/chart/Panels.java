package dev.admiral.experiments.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Several charts as one picture, with lines of text beneath: a figure that says by itself what it
 * shows.
 *
 * @param title of the whole
 * @param rows from top to bottom
 * @param caption paragraphs, broken into lines as the width asks
 */
public record Panels(String title, List<Row> rows, List<String> caption) implements Chart {
  private static final double TITLE_ROOM = 20;
  private static final double TITLE_LINE = 20;
  private static final double HEADING_ROOM = 30;
  private static final double LINE = 15.5;
  private static final double PARAGRAPH_GAP = 3;
  private static final int NARROWEST = 320;

  /**
   * Charts side by side.
   *
   * @param heading above them; may be empty
   * @param charts from left to right
   */
  public record Row(String heading, List<Chart> charts) {
    public Row {
      charts = List.copyOf(charts);
    }

    /** A row without a heading. */
    public Row(Chart... charts) {
      this("", List.of(charts));
    }
  }

  /** The drawings of a row. */
  private record DrawnRow(String heading, List<Drawing> drawings) {
    static DrawnRow of(Row row) {
      return new DrawnRow(row.heading(), row.charts().stream().map(Chart::draw).toList());
    }

    int width() {
      return drawings.stream().mapToInt(Drawing::width).sum();
    }

    double headingRoom() {
      return heading.isEmpty() ? 0 : HEADING_ROOM;
    }

    double height() {
      return headingRoom() + drawings.stream().mapToInt(Drawing::height).max().orElse(0);
    }
  }

  public Panels {
    rows = List.copyOf(rows);
    caption = List.copyOf(caption);
  }

  @Override
  public Drawing draw() {
    List<DrawnRow> drawn = rows.stream().map(DrawnRow::of).toList();
    int width = Math.max(NARROWEST, drawn.stream().mapToInt(DrawnRow::width).max().orElse(0));
    List<List<String>> paragraphs =
        caption.stream().map(text -> TextWidth.wrap(text, Sheet.SMALL_SIZE, width - 32.0)).toList();
    List<String> titleLines = TextWidth.wrapBold(title, Sheet.TITLE_SIZE, width - 32.0);
    double titleRoom = TITLE_ROOM + TITLE_LINE * titleLines.size();
    double height = titleRoom + drawn.stream().mapToDouble(DrawnRow::height).sum();
    double captionTop = height;
    height += paragraphs.stream().mapToDouble(p -> LINE * p.size() + PARAGRAPH_GAP).sum() + 22;
    Sheet sheet = new Sheet(width, (int) Math.ceil(height));
    for (int i = 0; i < titleLines.size(); i++) {
      bold(sheet, 26 + i * TITLE_LINE, titleLines.get(i), Sheet.TITLE_SIZE, ThemeInk.TEXT);
    }
    double y = titleRoom;
    for (DrawnRow row : drawn) {
      place(row, sheet, y);
      y += row.height();
    }
    write(paragraphs, sheet, captionTop + 18);
    return sheet.finish(description(drawn));
  }

  private static void place(DrawnRow row, Sheet sheet, double top) {
    if (!row.heading().isEmpty()) {
      String heading = TextWidth.fitBold(row.heading(), Sheet.TEXT_SIZE, sheet.width() - 32.0);
      bold(sheet, top + 20, heading, Sheet.TEXT_SIZE, ThemeInk.MUTED);
    }
    double left = 0;
    for (Drawing drawing : row.drawings()) {
      for (Mark mark : drawing.marks()) {
        sheet.add(mark.moved(left, top + row.headingRoom()));
      }
      left += drawing.width();
    }
  }

  private static void bold(Sheet sheet, double y, String text, double size, Ink ink) {
    sheet.add(new Mark.Label(new Point(16, y), text, size, ink, Mark.Anchor.START, true));
  }

  private static void write(List<List<String>> paragraphs, Sheet sheet, double top) {
    double y = top;
    for (List<String> lines : paragraphs) {
      for (String line : lines) {
        sheet.small(16, y, line, ThemeInk.MUTED, Mark.Anchor.START);
        y += LINE;
      }
      y += PARAGRAPH_GAP;
    }
  }

  private String description(List<DrawnRow> drawn) {
    List<String> parts = new ArrayList<>(List.of(title));
    drawn.forEach(row -> row.drawings().forEach(drawing -> parts.add(drawing.description())));
    return String.join(". ", parts);
  }
}
