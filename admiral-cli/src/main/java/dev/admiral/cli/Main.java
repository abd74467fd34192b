package dev.admiral.cli;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.run.Versions;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code admiral} command. */
@Command(
    name = "admiral",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    description =
        "Trains policies that survive adversaries, and attacks policies to show where they fail.",
    footerHeading = "%nExample:%n",
    footer = "  ./admiral train admrl --preset quick")
public final class Main implements Callable<Integer> {
  static final String DEBUG = "--debug";

  /**
   * What a command returns that was stopped before its end: 128 + SIGINT, as shells have it. A signal to this
   * process sets its own.
   */
  static final int STOPPED = 130;

  @Spec private CommandSpec spec;

  @Option(
      names = DEBUG,
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debugging;

  boolean isDebugging() {
    return debugging;
  }

  /** Runs the command line and exits with its status. */
  public static void main(String[] arguments) {
    StandardError.restore();
    // What libraries log is a notice to the user: the message alone.
    System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%n");
    Console console = Console.ofProcess();
    System.exit(
        execute(
            console,
            () -> commandLine(console, Algorithms.standard(), Environments.standard()),
            arguments));
  }

  /** Runs a command line; returns its exit status whatever happens. */
  static int execute(Console console, Supplier<CommandLine> commandLine, String... arguments) {
    int status;
    try {
      status = commandLine.get().execute(arguments);
    } catch (Error | UsageException e) {
      status = new Errors(console).fatal(e, arguments);
    }
    if (console.out().checkError() && status == ExitCode.OK) {
      console.err().println("admiral: cannot write all of the results to standard output");
      return ExitCode.SOFTWARE;
    }
    return status;
  }

  /** The command line over the given algorithms and environments. */
  static CommandLine commandLine(
      Console console, Algorithms algorithms, Environments environments) {
    Errors errors = new Errors(console);
    CommandLine list =
        new CommandLine(new ListCommand(console, algorithms, environments))
            .addSubcommand(new ListSettingsCommand(console, algorithms));
    CommandLine commandLine =
        new CommandLine(new Main())
            .addSubcommand(new TrainCommand(console, algorithms))
            .addSubcommand(new ResumeCommand(console, algorithms))
            .addSubcommand(new EvaluateCommand(console, algorithms))
            .addSubcommand(new AttackCommand(console))
            .addSubcommand(new ReproduceCommand(console))
            .addSubcommand(new RolloutCommand(console, environments))
            .addSubcommand(new ReportCommand(console, algorithms))
            .addSubcommand(new ExportCommand(console, algorithms))
            .addSubcommand(list)
            .addSubcommand(new DoctorCommand(console));
    PlainNumbers.register(commandLine);
    Help.arrange(commandLine);
    return commandLine
        .setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(errors::parameters)
        .setExecutionExceptionHandler(errors::execution);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is required: " + String.join(", ", spec.subcommands().keySet()));
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Admiral " + Versions.ADMIRAL};
    }
  }
}
