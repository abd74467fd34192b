package dev.admiral.cli;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.Nearest;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line and an exit status. */
final class Errors {
  private final Console console;

  Errors(Console console) {
    this.console = console;
  }

  /** A command line that cannot be understood. */
  int parameters(ParameterException e, String[] arguments) {
    boolean debug = List.of(arguments).contains(Main.DEBUG);
    String line =
        e instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : e.getMessage();
    report(
        line + "; see \"" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help\"",
        e,
        debug);
    return ExitCode.USAGE;
  }

  /** A command that failed. */
  int execution(Exception e, CommandLine commandLine, ParseResult result) {
    boolean debug = ((Main) commandLine.getCommandSpec().root().userObject()).isDebugging();
    report(line(e), e, debug);
    return e instanceof UsageException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private void report(String line, Exception e, boolean debug) {
    // Messages from elsewhere may have several lines; the first says what is wrong.
    console.err().println("admiral: " + line.lines().findFirst().orElse(""));
    if (debug) {
      e.printStackTrace(console.err());
    }
  }

  private static String line(Exception e) {
    String message = e.getMessage();
    return message == null || isUnexpected(e)
        ? "unexpected %s: %s; %s shows where"
            .formatted(e.getClass().getSimpleName(), message, Main.DEBUG)
        : message;
  }

  /** Exceptions whose messages are not written for users. */
  private static boolean isUnexpected(Exception e) {
    return e instanceof NullPointerException
        || e instanceof IndexOutOfBoundsException
        || e instanceof ClassCastException
        || e instanceof ArithmeticException;
  }

  private static String unmatched(UnmatchedArgumentException e) {
    CommandLine commandLine = e.getCommandLine();
    String argument = e.getUnmatched().getFirst();
    if (argument.startsWith("-")) {
      String name =
          argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
      return Nearest.unknown(
          "option", name, List.copyOf(commandLine.getCommandSpec().optionsMap().keySet()));
    }
    if (!commandLine.getSubcommands().isEmpty()) {
      return Nearest.unknown(
          "command", argument, List.copyOf(commandLine.getSubcommands().keySet()));
    }
    return "unexpected argument \"" + argument + "\"";
  }
}
