package dev.admiral.cli;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.mujoco.task.Hopper2d;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A command line, run in this process, and what came out of it. */
record CommandLineRun(int status, String out, String err) {

  /** Over small fakes. */
  static CommandLineRun admiral(String... arguments) {
    return run(
        () -> new Algorithms(List.of(new Countdown())),
        () ->
            new Environments(
                List.of(new Environments.Entry("accumulator", "Adds up.", Accumulator::new)),
                List.of(new Environments.Family(new Hopper2d(), "Hops."))),
        arguments);
  }

  /** Over all that Admiral comes with. */
  static CommandLineRun standard(String... arguments) {
    return run(Algorithms::standard, Environments::standard, arguments);
  }

  /**
   * The same with settings.
   *
   * @param settings each {@code key=value}
   */
  static CommandLineRun standard(List<String> settings, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    settings.forEach(setting -> all.addAll(List.of("--set", setting)));
    return standard(all.toArray(String[]::new));
  }

  /** The same without a display of progress. */
  static CommandLineRun quiet(List<String> settings, String... arguments) {
    return standard(
        settings, Stream.concat(Stream.of(arguments), Stream.of("--quiet")).toArray(String[]::new));
  }

  private static CommandLineRun run(
      Supplier<Algorithms> algorithms, Supplier<Environments> environments, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int status =
        Main.execute(
            console,
            () -> Main.commandLine(console, algorithms.get(), environments.get()),
            arguments);
    return new CommandLineRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
