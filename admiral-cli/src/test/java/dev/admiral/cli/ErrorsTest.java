package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.asset.AssetException;
import dev.admiral.checkpoint.CheckpointException;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.evaluation.EvaluationException;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.mujoco.ModelException;
import dev.admiral.mujoco.UnstableSimulationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorsTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          false);

  /** A command that fails. */
  @Command(name = "fail")
  private record Fail(Throwable failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  private int status(Throwable failure, String... more) {
    Errors errors = new Errors(console);
    CommandLine commandLine =
        new CommandLine(new Main())
            .addSubcommand(new Fail(failure))
            .setExecutionExceptionHandler(errors::execution);
    String[] arguments = new String[more.length + 1];
    arguments[0] = "fail";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return Main.execute(console, () -> commandLine, arguments);
  }

  private String line(Throwable failure) {
    assertThat(status(failure)).isEqualTo(failure instanceof UsageException ? 2 : 1);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("admiral: ").hasLineCount(1);
    return err.toString(StandardCharsets.UTF_8).strip().substring("admiral: ".length());
  }

  static List<Exception> expected() {
    return List.of(
        new UsageException("so it is"),
        new AssetException("so it is"),
        new CheckpointException("so it is"),
        new NonFiniteException("so it is"),
        new UncheckedIOException("so it is", new IOException("why")),
        new ModelException("so it is"),
        new UnstableSimulationException("so it is"),
        new IllegalStateException(
            "a worker's task failed: so it is", new NonFiniteException("so it is")));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void whatIsExpectedIsToldAsItIs(Exception failure) {
    assertThat(line(failure)).isEqualTo("so it is");
  }

  @Test
  void anythingElseIsUnexpected() {
    assertThat(line(new IllegalArgumentException("no such thing")))
        .isEqualTo("unexpected IllegalArgumentException: no such thing (--debug shows where)");
  }

  @Test
  void aPartOfAnEvaluationIsNamed() {
    assertThat(line(new EvaluationException("part 3 failed", new NonFiniteException("r is NaN"))))
        .isEqualTo("part 3 failed: r is NaN");
  }

  @Test
  void aFileWithoutAMessageGetsOne() {
    assertThat(line(new UncheckedIOException(new AccessDeniedException("a/b"))))
        .isEqualTo("permission denied for a/b");
  }

  @Test
  void anErrorIsOneLineToo() {
    assertThat(line(new OutOfMemoryError("Java heap space")))
        .isEqualTo(
            "out of memory (Java heap space): give it more, such as"
                + " ADMIRAL_JAVA_OPTIONS=-Xmx8g");
  }

  @Test
  void aClassThatCannotBeSetUpSaysWhy() {
    assertThat(line(new ExceptionInInitializerError(new AssetException("no library"))))
        .isEqualTo("no library");
  }

  @Test
  void debugShowsWhereAnErrorHappened() {
    assertThat(status(new StackOverflowError("deep"), "--debug")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("admiral: unexpected StackOverflowError: deep (--debug shows where)")
        .contains("at dev.admiral.cli.ErrorsTest");
  }
}
