package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The command line as a process of its own, to be stopped and killed. */
final class AdmiralProcess {
  private AdmiralProcess() {}

  /**
   * Starts it.
   *
   * @param err where its messages go
   */
  static Process start(ProcessBuilder.Redirect err, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(err)
        .start();
  }

  /** Starts it, with nobody listening. */
  static Process start(List<String> arguments) throws IOException {
    return start(ProcessBuilder.Redirect.DISCARD, arguments);
  }

  /** Waits until a file has grown by more than {@code bytes}. */
  static void awaitGrowth(Process process, Path file, long bytes)
      throws IOException, InterruptedException {
    long goal = bytes + 1 + (Files.exists(file) ? Files.size(file) : 0);
    await(process, () -> size(file) >= goal);
  }

  private static long size(Path file) {
    return file.toFile().length(); // 0 where there is none
  }

  /** Waits until something has happened that the process does before it ends. */
  static void await(Process process, BooleanSupplier happened) throws InterruptedException {
    while (process.isAlive() && !happened.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    assertThat(process.isAlive()).as("still at work").isTrue();
  }
}
