package dev.admiral.experiments.environment;

import dev.admiral.experiments.UsageException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV file of finite numbers, without a header. */
final class NumberTable {
  private NumberTable() {}

  /**
   * Reads a file.
   *
   * @throws UsageException if the file is not such a table, naming line and column
   */
  static List<double[]> read(Path file) {
    List<double[]> rows = new ArrayList<>();
    int lineNumber = 0;
    for (String text : lines(file)) {
      lineNumber++;
      // Some spreadsheets put a byte order mark before the first number.
      String line = lineNumber == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
      String[] cells = line.split(",", -1);
      double[] row = new double[cells.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = number(file, lineNumber, i + 1, cells[i].strip());
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new UsageException(file + " is empty");
    }
    return rows;
  }

  /**
   * Reads a file.
   *
   * @param columns how many numbers each row must have, and
   * @param meaning what they are, for messages
   * @throws UsageException if the file is not such a table, naming the line
   */
  static List<double[]> read(Path file, int columns, String meaning) {
    List<double[]> rows = read(file);
    for (int i = 0; i < rows.size(); i++) {
      int found = rows.get(i).length;
      if (found != columns) {
        throw new UsageException(
            "%s line %d column %d: %d columns where %s has %d"
                .formatted(file, i + 1, Math.min(found, columns) + 1, found, meaning, columns));
      }
    }
    return rows;
  }

  private static double number(Path file, int line, int column, String cell) {
    try {
      double value = Double.parseDouble(cell);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new UsageException(
        "%s line %d column %d is \"%s\", not a finite number".formatted(file, line, column, cell));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + file, e);
    } catch (MalformedInputException e) {
      throw new UsageException(file + " is not a text file", e);
    } catch (IOException e) {
      throw new UsageException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
