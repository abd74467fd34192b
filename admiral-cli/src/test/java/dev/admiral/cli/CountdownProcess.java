package dev.admiral.cli;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.environment.Environments;
import java.util.List;

/** The command line over {@link Countdown} as a process of its own. */
final class CountdownProcess {
  private CountdownProcess() {}

  public static void main(String[] arguments) {
    System.exit(
        Main.commandLine(
                Console.ofProcess(),
                new Algorithms(List.of(new Countdown())),
                Environments.standard())
            .execute(arguments));
  }
}
