package dev.admiral.experiments.chart;

import java.util.List;

/**
 * Marks on a sheet, in the order in which they are painted. Coordinates are in pixels from the upper
 * left corner.
 *
 * @param width of the sheet
 * @param height of the sheet
 * @param description what a screen reader says instead
 * @param marks back to front
 */
public record Drawing(int width, int height, String description, List<Mark> marks) {

  public Drawing {
    marks = List.copyOf(marks);
  }
}
