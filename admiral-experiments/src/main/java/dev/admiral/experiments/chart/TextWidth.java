package dev.admiral.experiments.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide a line of text is, without asking the JVM for a font. The widths are DejaVu Sans's, the
 * widest of the usual sans-serif fonts: in any other, text takes less room than was left for it.
 */
final class TextWidth {
  /** Hundredths of the font size, for the characters from space to tilde. */
  private static final int[] ASCII = {
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, //
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, //
    100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, //
    60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, //
    50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, //
    63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84
  };

  /** Above what Greek letters, minus signs and accented letters take. */
  private static final int OTHER = 84;

  private static final double BOLD = 1.14;

  private TextWidth() {}

  /** The width in pixels. */
  static double of(String text, double size) {
    int hundredths = 0;
    for (int i = 0; i < text.length(); i++) {
      int index = text.charAt(i) - ' ';
      hundredths += index >= 0 && index < ASCII.length ? ASCII[index] : OTHER;
    }
    return hundredths * size / 100;
  }

  /** As much of {@code text} as {@code width} pixels hold, with an ellipsis where that is not all. */
  static String fit(String text, double size, double width) {
    if (of(text, size) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && of(text.substring(0, end) + "…", size) > width) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  /** {@link #wrap} for bold text. */
  static List<String> wrapBold(String text, double size, double width) {
    return wrap(text, size, width / BOLD);
  }

  /** {@link #fit} for bold text. */
  static String fitBold(String text, double size, double width) {
    return fit(text, size, width / BOLD);
  }

  /** {@code text} in lines of at most {@code width} pixels, broken between words. */
  static List<String> wrap(String text, double size, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split(" +", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && of(longer, size) > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    // A word longer than a line is cut.
    return lines.stream().map(l -> fit(l, size, width)).toList();
  }
}
