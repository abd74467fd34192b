package dev.admiral.cli;

import dev.admiral.asset.AssetException;
import dev.admiral.checkpoint.CheckpointException;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.evaluation.EvaluationException;
import dev.admiral.experiments.file.IoReason;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.mujoco.ModelException;
import dev.admiral.mujoco.UnstableSimulationException;
import dev.admiral.torch.TorchException;
import java.io.UncheckedIOException;
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
    return status(e);
  }

  /** What not even a command could catch, such as memory that ran out, or what kept it from being made. */
  int fatal(Throwable e, String[] arguments) {
    report(line(e), e, List.of(arguments).contains(Main.DEBUG));
    return status(e);
  }

  private static int status(Throwable e) {
    return e instanceof UsageException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private void report(String line, Throwable e, boolean debug) {
    // Messages from elsewhere may have several lines; the first says what is wrong.
    console.err().println("admiral: " + line.lines().findFirst().orElse(""));
    if (debug) {
      e.printStackTrace(console.err());
    }
  }

  private static String line(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case EvaluationException part when part.getCause() != null ->
          message + ": " + line(part.getCause());
      case UncheckedIOException bare
          when bare.getCause() != null && message.equals(bare.getCause().toString()) ->
          IoReason.of(bare.getCause());
      case UsageException _,
          AssetException _,
          CheckpointException _,
          ModelException _,
          NonFiniteException _,
          TorchException _,
          UncheckedIOException _,
          UnstableSimulationException _ ->
          message;
      case OutOfMemoryError _ ->
          "out of memory (%s): give it more, such as ADMIRAL_JAVA_OPTIONS=-Xmx8g"
              .formatted(message);
      // A worker's failure, told by the team that it belongs to.
      case IllegalStateException wrapper when wrapper.getCause() != null ->
          line(wrapper.getCause());
      case ExceptionInInitializerError wrapper when wrapper.getCause() != null ->
          line(wrapper.getCause());
      default ->
          "unexpected %s: %s (%s shows where)"
              .formatted(e.getClass().getSimpleName(), message, Main.DEBUG);
    };
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
