package dev.admiral.mujoco.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The system's C compiler; a test that needs it is skipped where there is none. */
final class CCompiler {
  private CCompiler() {}

  /** Runs {@code cc} and fails if it does. */
  static void compile(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("cc"));
    command.addAll(arguments);
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      Assumptions.abort("there is no C compiler (cc) on this machine");
      throw e;
    }
    List<String> output = process.inputReader().readAllLines();
    if (process.waitFor() != 0) {
      throw new AssertionError(command + " failed: " + output);
    }
  }

  /** What a program prints, by lines. */
  static List<String> run(Path program) throws IOException {
    return new ProcessBuilder(program.toString()).start().inputReader().readAllLines();
  }
}
