package dev.admiral.cli;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.mujoco.task.Hopper2d;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command line, run in this process over small fakes, and what came out of it. */
record CommandLineRun(int status, String out, String err) {

  static CommandLineRun admiral(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    Environments environments =
        new Environments(
            List.of(new Environments.Entry("accumulator", "Adds up.", Accumulator::new)),
            List.of(new Environments.Family(new Hopper2d(), "Hops.")));
    int status =
        Main.commandLine(console, new Algorithms(List.of(new Countdown())), environments)
            .execute(arguments);
    return new CommandLineRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
