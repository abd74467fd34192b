package dev.admiral.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers of the command line; what is none is told without naming a Java type. */
final class PlainNumbers {
  private PlainNumbers() {}

  static void register(CommandLine commandLine) {
    ITypeConverter<Integer> whole = converter(Integer::valueOf, "a whole number");
    ITypeConverter<Long> large = converter(Long::valueOf, "a whole number");
    ITypeConverter<Double> any = converter(Double::valueOf, "a number");
    commandLine
        .registerConverter(int.class, whole)
        .registerConverter(Integer.class, whole)
        .registerConverter(long.class, large)
        .registerConverter(Long.class, large)
        .registerConverter(double.class, any)
        .registerConverter(Double.class, any);
  }

  private static <N> ITypeConverter<N> converter(Function<String, N> parse, String needed) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (NumberFormatException _) {
        boolean tooLarge = needed.contains("whole") && text.matches("[+-]?[0-9]+");
        throw new TypeConversionException(
            "'%s' is %s".formatted(text, tooLarge ? "too large" : "not " + needed));
      }
    };
  }
}
