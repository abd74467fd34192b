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

/** Whatever is wrong is said in one line that names it; nothing is overwritten. */
class BadInputTest {
  @TempDir Path temporary;
  private Path run;

  @BeforeEach
  void train() {
    run = temporary.resolve("run");
    assertThat(admiral("train", "countdown", "--quiet", "--out", run.toString()).status()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train countdwn|unknown algorithm \"countdwn\"; did you mean \"countdown\"? allowed:"
            + " countdown",
        "train xyz|unknown algorithm \"xyz\"; allowed: countdown",
        "train countdown --preset quik|unknown preset of countdown \"quik\"; did you mean"
            + " \"quick\"? allowed: quick",
        "train countdown --env stair|unknown environment of countdown \"stair\"; did you mean"
            + " \"stairs\"? allowed: stairs",
        "train countdown --set strat=3|unknown key \"strat\"; did you mean \"start\"? allowed:"
            + " start, pace",
        "train countdown --set pace.knd=jumps|unknown key of pace \"knd\"; did you mean \"kind\"?"
            + " allowed: kind, size",
        "train countdown --set pace.kind=jump|unknown pace.kind \"jump\"; did you mean \"jumps\"?"
            + " allowed: even-steps, jumps",
        "train countdown --set start=ten|start is \"ten\", but must be a whole number",
        "train countdown --set start=1.5|start is 1.5, but must be a whole number",
        "train countdown --set start=99999999999|start is 99999999999, but must be a whole number"
            + " from -2147483648 to 2147483647",
        "train countdown --set start=-1|start must be at least 0, not -1",
        "train countdown --set pace=3|pace is 3, but must hold the keys kind, size",
        "train countdown --set pace.size=fast|pace.size is \"fast\", but must be a number",
        "train countdown --set start|\"start\" is not an assignment such as training.tasks=8",
        "train countdown --set start=|\"start=\" gives start no value",
        "train countdown --set start=[1|the value of start, line 1 is not YAML",
        "train countdown --threads 0|threads must be at least 1, not 0",
        "train countdown --checkpoint-seconds -1|checkpoint-seconds must be at least 0, not -1.0",
        "train countdown --seed x|Invalid value for option '--seed': 'x' is not a whole number",
        "train countdown --seed 99999999999999999999|Invalid value for option '--seed':"
            + " '99999999999999999999' is too large",
        "list setings|unknown kind \"setings\"; did you mean \"settings\"?",
        "list settings cuntdown|unknown algorithm \"cuntdown\"; did you mean \"countdown\"?",
        "list settings --env stair|unknown environment of countdown \"stair\"; did you mean",
        "list settings --preset slow|unknown preset of countdown \"slow\"; allowed: quick",
        "train countdown --prset quick|unknown option \"--prset\"; did you mean \"--preset\"?"
            + " allowed:",
        "train countdown surplus|unexpected argument \"surplus\"",
        "train|Missing required parameter: 'ALGORITHM'",
        "trian countdown|unknown command \"trian\"; did you mean \"train\"? allowed: train,"
            + " resume,",
        "list algorithm|unknown kind \"algorithm\"; did you mean \"algorithms\"? allowed:"
            + " algorithms,",
        "resume nowhere|there is no run folder nowhere",
        "evaluate nowhere|there is no run folder nowhere",
        "rollout acumulator --actions a.csv --out o.csv|unknown environment \"acumulator\"; did you"
            + " mean \"accumulator\"? allowed: accumulator, hopper-2d",
        "rollout accumulator --actions nowhere.csv --out o.csv|there is no file nowhere.csv",
        "rollout accumulator --out o.csv|Missing required option: '--actions=FILE.csv'",
        "rollout accumulator --task 1 --actions a.csv --out o.csv|accumulator is one environment,"
            + " not a family",
      })
  void isToldInOneLine(String arguments, String message) throws IOException {
    String[] words =
        (arguments + (arguments.startsWith("train c") ? " --out " + temporary.resolve("x") : ""))
            .split(" ");

    CommandLineRun result = admiral(words);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("admiral: " + message).hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(temporary.resolve("x")).doesNotExist();
  }

  @Test
  void noCommandNamesThemAll() {
    CommandLineRun result = admiral();

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("admiral: a command is required: train, ").hasLineCount(1);
  }

  @Test
  void aRunIsNotOverwritten() throws IOException {
    String config = Files.readString(run.resolve("config.yaml"));

    CommandLineRun result = admiral("train", "countdown", "--seed", "9", "--out", run.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "admiral: %s is not empty: name another folder, or go on with that run by \"admiral resume %s\"%n"
                .formatted(run, run));
    assertThat(run.resolve("config.yaml")).hasContent(config);
  }

  @Test
  void aFileIsNoRunFolder() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "mine");

    assertThat(admiral("resume", file.toString()).err())
        .isEqualTo("admiral: %s is not a run folder but a file%n".formatted(file));
    CommandLineRun below = admiral("train", "countdown", "--out", file.resolve("run").toString());
    assertThat(below.status()).isEqualTo(2);
    assertThat(below.err())
        .startsWith("admiral: cannot write a run to " + file.resolve("run") + ": ")
        .hasLineCount(1);
    assertThat(file).hasContent("mine");
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaidBeforeAnyWork() {
    CommandLineRun result = admiral("train", "countdown", "--out", "/proc/admiral/run");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("admiral: cannot write a run to /proc/admiral/run: ")
        .hasLineCount(1);
  }

  @Test
  void aFolderWithoutAConfigurationIsNoRun() {
    assertThat(admiral("resume", temporary.toString()).err())
        .isEqualTo("admiral: %s is not a run folder: it has no config.yaml%n".formatted(temporary));
  }

  @Test
  void aConfigurationThatWasEditedBadlyIsNamed() throws IOException {
    Path config = run.resolve("config.yaml");
    String good = Files.readString(config);

    Files.writeString(config, good.replace("start: 5", "start: many"));
    assertThat(admiral("resume", run.toString()).err())
        .startsWith("admiral: start is \"many\", but must be a whole number");

    Files.writeString(config, good.replace("seed:", "sede:"));
    assertThat(admiral("resume", run.toString()).err())
        .isEqualTo("admiral: %s has no \"seed\"%n".formatted(config));

    Files.writeString(config, "a: [");
    CommandLineRun result = admiral("resume", run.toString());
    assertThat(result.err()).startsWith("admiral: " + config + ", line ").hasLineCount(1);
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void aDamagedCheckpointFailsWithWhatToDo() throws IOException {
    Path checkpoint = run.resolve("checkpoints/step-000005");
    Files.writeString(checkpoint.resolve("state.json"), "{");

    CommandLineRun result = admiral("resume", run.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("admiral: checkpoint " + checkpoint + " is damaged: state.json is not JSON")
        .endsWith("delete that folder to resume from the one before%n".formatted())
        .hasLineCount(1);
  }

  @Test
  void aFileThatIsNoReportIsNotReplaced() throws IOException {
    Path file = Files.writeString(temporary.resolve("mine.html"), "mine");

    CommandLineRun result = admiral("report", run.toString(), "--out", file.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "admiral: %s exists and is no report: name another file, or replace it by --force%n"
                .formatted(file));
    assertThat(file).hasContent("mine");
    assertThat(admiral("report", run.toString(), "--out", file.toString(), "--force").status())
        .isZero();
    assertThat(admiral("report", run.toString(), "--out", file.toString()).status()).isZero();
  }

  @Test
  void aReportThatCannotBeWrittenSaysWhy() {
    CommandLineRun result = admiral("report", run.toString(), "--out", "/proc/no/page.html");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("admiral: cannot write /proc/no/page.html: there is no /proc/no")
        .hasLineCount(1);
  }

  @Test
  void debugShowsWhereItHappened() {
    CommandLineRun result = admiral("resume", "nowhere", "--debug");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("admiral: there is no run folder nowhere")
        .contains("at dev.admiral.experiments.run.RunFolder.open");
  }
}
