package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code admiral} script, beside benchmarks of its own. */
class LauncherTest {
  @TempDir Path checkout;
  private Path launcher;

  @BeforeEach
  void copy() throws IOException {
    launcher = Files.copy(Path.of("../admiral"), checkout.resolve("admiral"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Path sources =
        Files.createDirectories(
            checkout.resolve("admiral-benchmarks/src/main/java/dev/admiral/benchmarks"));
    for (String name : List.of("Stepping", "Memory")) {
      Files.writeString(sources.resolve(name + ".java"), "  public static void main(String[] a)");
    }
    Files.writeString(sources.resolve("Helper.java"), "class Helper {}");
  }

  private CommandLineRun launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "benchmark-main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandLineRun(process.waitFor(), out, err);
  }

  @Test
  void benchmarkMainHelps() throws Exception {
    CommandLineRun help = launch("--help");

    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: admiral benchmark-main CLASS [ARG...]")
        .contains("  Memory\n  Stepping\n")
        .doesNotContain("Helper");
  }

  @Test
  void aBenchmarkThatIsNoneIsToldWithTheNearest() throws Exception {
    CommandLineRun near = launch("stepin");
    assertThat(near.status()).isEqualTo(2);
    assertThat(near.err())
        .isEqualTo(
            "admiral: unknown benchmark \"stepin\"; did you mean \"Stepping\"? allowed: Memory,"
                + " Stepping\n");

    CommandLineRun far = launch("Helper");
    assertThat(far.status()).isEqualTo(2);
    assertThat(far.err())
        .isEqualTo("admiral: unknown benchmark \"Helper\"; allowed: Memory, Stepping\n");
  }
}
