package dev.admiral.experiments.figure;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of comma-separated values in the making (RFC 4180, with the line ends of Unix). */
final class Csv {
  private static final Pattern SPECIAL = Pattern.compile("[,\"\r\n]");

  private final StringBuilder text = new StringBuilder();

  /** The names of the columns: {@code before}, a {@code psi_} for each parameter, {@code after}. */
  Csv(List<String> before, int parameters, List<String> after) {
    line(
        Stream.of(
            before.stream(),
            IntStream.range(0, parameters).mapToObj(i -> "psi_" + i),
            after.stream()));
  }

  /** A row; numbers are written so that they can be read back exactly. */
  void row(List<?> before, List<Double> task, List<?> after) {
    line(Stream.of(before.stream(), task.stream(), after.stream()));
  }

  private void line(Stream<? extends Stream<?>> parts) {
    text.append(
            parts
                .flatMap(part -> part)
                .map(Object::toString)
                .map(Csv::cell)
                .collect(Collectors.joining(",")))
        .append('\n');
  }

  private static String cell(String value) {
    return SPECIAL.matcher(value).find() ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
