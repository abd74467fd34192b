package dev.admiral.cli;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.mujoco.task.Hopper2d;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

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
