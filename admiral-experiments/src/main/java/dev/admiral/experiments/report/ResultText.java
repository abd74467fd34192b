package dev.admiral.experiments.report;

import dev.admiral.experiments.statistics.ConfidenceInterval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results as people read them. */
public final class ResultText {
  private static final int MOST_PARAMETERS = 4;

  private ResultText() {}

  /** With about four digits and a true minus sign; what these would make zero, as a power of ten. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size > 0 && size < 0.0005) {
      return String.format(Locale.ROOT, "%.1e", value).replace('-', '−');
    }
    int decimals = size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
  }

  /** {@code 412.0 [380.1, 440.2]}, without brackets where the interval is not known. */
  public static String interval(ConfidenceInterval interval) {
    return interval.isKnown()
        ? "%s [%s, %s]"
            .formatted(number(interval.estimate()), number(interval.low()), number(interval.high()))
        : number(interval.estimate());
  }

  /** {@code 1 task} or {@code 3 tasks}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code (−2, 1.2)}; of more than four parameters the first three, {@code (−2, 1.2, 0, …)}. */
  public static String task(List<Double> task) {
    boolean whole = task.size() <= MOST_PARAMETERS;
    return task.stream()
        .limit(whole ? MOST_PARAMETERS : MOST_PARAMETERS - 1)
        .map(ResultText::coordinate)
        .collect(Collectors.joining(", ", "(", whole ? ")" : ", …)"));
  }

  /** {@code 0.0375}: a setting, to four significant digits. */
  public static String setting(double value) {
    return new BigDecimal(value)
        .round(new MathContext(4))
        .stripTrailingZeros()
        .toPlainString()
        .replace('-', '−');
  }

  /** {@code −1.25}: three decimals at most. */
  public static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    return text.equals("-0") ? "0" : text.replace('-', '−');
  }
}
