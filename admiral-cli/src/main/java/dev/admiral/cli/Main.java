package dev.admiral.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `admiral` command.
@Command(
    name = "admiral",
    mixinStandardHelpOptions = true,
    version = "Admiral 0.1.0",
    description =
        "Trains policies that survive adversaries, and attacks policies to show where they fail.")
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /// Runs the command line and exits with its status.
  public static void main(String[] arguments) {
    StandardError.restore();
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is required");
  }
}
