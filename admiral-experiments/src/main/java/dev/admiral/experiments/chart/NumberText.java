package dev.admiral.experiments.chart;

import java.util.Locale;

/** Numbers as a chart prints them: short, with a true minus sign. */
final class NumberText {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private NumberText() {}

  /** With as many decimals as values that lie {@code step} apart need. */
  static String stepped(double value, double step) {
    int decimals = (int) Math.clamp(-Math.floor(Math.log10(step) + 1e-9), 0, 9);
    if (step >= 1_000_000) {
      return decimal(value / 1e6, 0) + "M";
    }
    if (step >= 10_000) {
      return decimal(value / 1e3, 0) + "k";
    }
    return decimal(value, decimals);
  }

  /** With about three digits. */
  static String brief(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if ((size < 1e-3 || size >= 1e6)) {
      return power(value);
    }
    return decimal(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  }

  /** As mantissa and power of ten: {@code 2·10⁻⁵}. */
  static String power(double value) {
    int exponent = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    double mantissa = value / Math.pow(10, exponent);
    String digits = decimal(mantissa, Math.abs(mantissa - Math.rint(mantissa)) < 0.05 ? 0 : 1);
    StringBuilder text = new StringBuilder(digits.equals("1") ? "10" : digits + "·10");
    for (char digit : Integer.toString(exponent).toCharArray()) {
      text.append(digit == '-' ? '⁻' : SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  static String decimal(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    // A rounded -0.0 has no sign worth printing.
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? text.replace("-", "") : text.replace('-', '−');
  }
}
