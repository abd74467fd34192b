package dev.admiral.cli;

import static dev.admiral.cli.CommandLineRun.admiral;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutCommandTest {
  @TempDir Path temporary;
  private Path actions;
  private Path state;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    actions = Files.writeString(temporary.resolve("actions.csv"), "0.1,0\n1,0.5\n-0.5, 1e-300\n");
    state = Files.writeString(temporary.resolve("state.csv"), "0.2,1\n");
    out = temporary.resolve("out.csv");
  }

  @Test
  void writesARowPerActionWithAllDigits() {
    assertThat(rollout("--initial-state", state.toString()).status()).isZero();

    assertThat(out)
        .hasContent(
            """
            step,reward,terminated,truncated,obs_0,obs_1
            0,0.10000000000000001,0,0,0.30000000000000004,1
            1,0.5,1,0,1.3,1.5
            2,-0.5,0,0,0.80000000000000004,1.5
            """);
  }

  @Test
  void theSeedDeterminesTheInitialState() throws IOException {
    rollout("--seed", "3");
    String first = Files.readString(out);
    rollout("--seed", "3", "--force");
    assertThat(out).hasContent(first);
    rollout("--seed", "4", "--force");
    assertThat(Files.readString(out)).isNotEqualTo(first);
  }

  @Test
  void anExistingFileIsKept() throws IOException {
    Files.writeString(out, "mine");

    CommandLineRun result = rollout();

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "admiral: %s exists: name another file, or replace it by --force%n".formatted(out));
    assertThat(out).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2;3,x|line 2 column 2 is \"x\", not a finite number",
        "1,2;3,NaN|line 2 column 2 is \"NaN\", not a finite number",
        "1,2;3|line 2 column 2: 1 columns where an action has 2",
        "1,2;3,4,5|line 2 column 3: 3 columns where an action has 2",
        "1,2;;3,4|line 2 column 1 is \"\", not a finite number",
      })
  void malformedActionsAreNamedByLineAndColumn(String content, String message) throws IOException {
    Files.writeString(actions, content.replace(';', '\n') + "\n");

    CommandLineRun result = rollout();

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("admiral: %s %s%n".formatted(actions, message));
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,0;1e308,-1e308|step 1 gives Infinity in column reward",
        "1e308,1e308;1e308,1e308|step 1 gives Infinity in column obs_0",
      })
  void whatIsNotFiniteIsNamedByStepAndColumn(String content, String message) throws IOException {
    Files.writeString(actions, content.replace(';', '\n') + "\n");

    CommandLineRun result = rollout();

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("admiral: %s: nothing was written%n".formatted(message));
    assertThat(out).doesNotExist();
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstNumber() throws IOException {
    rollout("--initial-state", state.toString());
    String plain = Files.readString(out);
    Files.writeString(actions, "\uFEFF" + Files.readString(actions));
    Files.writeString(state, "\uFEFF" + Files.readString(state));

    assertThat(rollout("--initial-state", state.toString(), "--force").status()).isZero();

    assertThat(out).hasContent(plain);
  }

  @Test
  void aStateMustBeOneRowThatFits() throws IOException {
    Files.writeString(state, "1,2,3\n");
    assertThat(rollout("--initial-state", state.toString()).err())
        .isEqualTo("admiral: %s: a state has 2 numbers, not 3%n".formatted(state));
    Files.writeString(state, "1,2\n3,4\n");
    assertThat(rollout("--initial-state", state.toString()).err())
        .isEqualTo("admiral: %s has 2 rows, but a state is one row%n".formatted(state));
    Files.writeString(actions, "");
    assertThat(rollout().err()).isEqualTo("admiral: %s is empty%n".formatted(actions));
  }

  @Test
  void aTaskOutsideOfTheFamilyIsRefused() {
    CommandLineRun result =
        admiral(
            "rollout",
            "hopper-2d",
            "--task",
            "3,1.5",
            "--actions",
            actions.toString(),
            "--out",
            out.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("admiral: task [3.0, 1.5] is not in the tasks of hopper-2d, [-2.0, 2.0]");
  }

  private CommandLineRun rollout(String... more) {
    String[] fixed = {
      "rollout", "accumulator", "--actions", actions.toString(), "--out", out.toString()
    };
    String[] all = new String[fixed.length + more.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return admiral(all);
  }
}
