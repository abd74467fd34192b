package dev.admiral.cli;

import static dev.admiral.cli.CommandLineRun.admiral;
import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.environment.Environments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path temporary;

  @Test
  void trainsEvaluatesAndPrintsATable() throws IOException {
    Path run = temporary.resolve("new/run");

    CommandLineRun result =
        admiral(
            "train", "countdown", "--out", run.toString(), "--set", "start=7", "--threads", "1");

    assertThat(result.status()).isZero();
    assertThat(result.err())
        .startsWith("training countdown on stairs, preset quick, seed 1, in " + run)
        .contains("  0 %  counting")
        .contains("evaluating");
    assertThat(result.out())
        .containsPattern("metric +first +last")
        .containsPattern("count/left +6 +0")
        .doesNotContain("time/")
        .endsWith("report: " + run.resolve("report.html") + System.lineSeparator());
    assertThat(run.resolve("report.html")).exists();
    assertThat(run.resolve("plots")).isNotEmptyDirectory();
    assertThat(run.resolve("evaluation.csv")).hasContent("left\n0\n");
    assertThat(run.resolve("metrics.jsonl")).exists();
    try (Stream<String> lines = Files.lines(run.resolve("config.yaml"))) {
      assertThat(
              lines
                  .filter(line -> !line.startsWith("  ") || line.contains("start"))
                  .map(line -> line.replaceFirst("(begun: ).*Z$", "$1…")))
          .containsExactly(
              "algorithm: countdown",
              "environment: stairs",
              "preset: quick",
              "seed: 1",
              "threads: 1",
              "checkpoint-seconds: 30.0",
              "begun: …",
              "settings:",
              "  start: 7",
              "versions:");
    }
  }

  @Test
  void quietSaysNothingButTheResult() {
    CommandLineRun result =
        admiral("train", "countdown", "--quiet", "--out", temporary.resolve("run").toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("count/left");
  }

  @Test
  void aFinishedRunCanBeResumedAndEvaluatedAgain() throws IOException {
    Path run = temporary.resolve("run");
    admiral("train", "countdown", "--out", run.toString());
    Files.delete(run.resolve("evaluation.csv"));

    assertThat(admiral("resume", run.toString(), "--quiet").status()).isZero();
    assertThat(run.resolve("evaluation.csv")).exists();

    Files.delete(run.resolve("evaluation.csv"));
    CommandLineRun evaluation = admiral("evaluate", run.toString(), "--set", "pace.size=2");
    assertThat(evaluation.status()).isZero();
    assertThat(run.resolve("evaluation.csv")).exists();
  }

  @Test
  void aRunThatIsCompleteIsLeftAsItIs() throws IOException {
    Path run = temporary.resolve("run");
    admiral("train", "countdown", "--quiet", "--out", run.toString());
    Path csv = Files.writeString(run.resolve("evaluation.csv"), "mine");

    CommandLineRun complete = admiral("resume", run.toString());

    assertThat(complete.status()).isZero();
    assertThat(complete.err()).isEqualTo("already trained: nothing to do%n".formatted());
    assertThat(complete.out()).contains("count/left").contains("report: ");
    assertThat(csv).hasContent("mine");

    Files.delete(csv);
    assertThat(admiral("resume", run.toString()).err())
        .startsWith("already trained: only its evaluation is missing%n".formatted());
    assertThat(csv).hasContent("left\n0\n");
  }

  @Test
  void theReportSaysWhichSettingsWereChanged() {
    Path run = temporary.resolve("run");
    admiral("train", "countdown", "--quiet", "--set", "start=7", "--out", run.toString());
    assertThat(run.resolve("report.html"))
        .content()
        .contains("quick (1 change)")
        .contains("--seed 1 \\\n  --set start=7</pre>");

    // What an evaluation changes is no part of the run.
    admiral("evaluate", run.toString(), "--quiet", "--set", "pace.size=2");
    assertThat(run.resolve("report.html")).content().doesNotContain("pace.size=2");
    assertThat(admiral("report", run.toString()).status()).isZero();
    assertThat(run.resolve("report.html")).content().contains("--set start=7</pre>");
  }

  @Test
  void whatCannotBePrintedIsAFailure() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Console console =
        new Console(
            new PrintStream(full, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);

    for (String argument : new String[] {"list", "--help"}) {
      err.reset();
      int status =
          Main.execute(
              console,
              () ->
                  Main.commandLine(
                      console,
                      new Algorithms(List.of(new Countdown())),
                      new Environments(List.of(), List.of())),
              argument);

      assertThat(status).as(argument).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .isEqualTo("admiral: cannot write all of the results to standard output%n".formatted());
    }
  }

  @Test
  void aResumeTellsWhatHasChangedSinceTheBeginning() throws IOException {
    Path run = temporary.resolve("run");
    admiral("train", "countdown", "--quiet", "--out", run.toString());
    assertThat(admiral("resume", run.toString(), "--quiet").err()).isEmpty();
    Path config = run.resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replace("admiral: 0.1.0", "admiral: 0.0.9"));

    assertThat(admiral("resume", run.toString(), "--quiet").err())
        .isEqualTo(
            "the run was begun with admiral 0.0.9, and goes on with 0.1.0: its numbers may differ%n"
                .formatted());
  }

  @Test
  void aFolderHasAName() {
    CommandLineRun unnamed = admiral("train", "countdown", "--out", "");
    assertThat(unnamed.err())
        .isEqualTo("admiral: --out is empty: name a folder, new or empty%n".formatted());
    assertThat(unnamed.status()).isEqualTo(2);
  }

  @Test
  void sigtermEndsWithACheckpointAndSaysHowToGoOn() throws Exception {
    assertThat(stopped("start=100000", 500)).contains("training countdown on stairs");
  }

  /** An update that takes seconds: who pressed Ctrl-C is told that it was heard. */
  @Test
  void aSlowStopIsAnnounced() throws Exception {
    assertThat(stopped("pace.size=2500", 1))
        .contains("stopping: what is being computed ends first");
  }

  /** Stops a training once it has written some metrics; what it said. */
  private String stopped(String setting, long bytes) throws Exception {
    Path run = temporary.resolve("run");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                CountdownProcess.class.getName(),
                "train",
                "countdown",
                "--set",
                setting,
                "--out",
                run.toString())
            .start();
    Path metrics = run.resolve("metrics.jsonl");
    while (process.isAlive() && !(Files.exists(metrics) && Files.size(metrics) >= bytes)) {
      Thread.sleep(10);
    }
    process.toHandle().destroy(); // Process.destroy would close its streams

    assertThat(process.waitFor()).isEqualTo(143);
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said)
        .endsWith("stopped; to go on: ./admiral resume " + run + System.lineSeparator());
    long updates;
    try (Stream<String> lines = Files.lines(metrics)) {
      updates = lines.count();
    }
    assertThat(run.resolve("checkpoints").resolve("step-%06d".formatted(updates))).isDirectory();
    return said;
  }

  @Test
  void reportsOnOneRunOrSeveral() {
    Path first = temporary.resolve("first");
    Path second = temporary.resolve("second");
    admiral("train", "countdown", "--quiet", "--out", first.toString());
    admiral("train", "countdown", "--quiet", "--seed", "2", "--out", second.toString());
    Path page = temporary.resolve("both.html");

    assertThat(admiral("report", first.toString()).out())
        .isEqualTo(first.resolve("report.html") + System.lineSeparator());
    CommandLineRun unnamed = admiral("report", first.toString(), second.toString());
    assertThat(unnamed.status()).isEqualTo(2);
    assertThat(unnamed.err())
        .isEqualTo("admiral: a report on several runs needs --out FILE.html%n".formatted());
    assertThat(
            admiral("report", first.toString(), second.toString(), "--out", page.toString())
                .status())
        .isZero();
    assertThat(page).content().contains("first").contains("second");
  }

  @Test
  void everyCommandHelpsWithAnExample() {
    for (String command :
        new String[] {
          "train", "resume", "evaluate", "reproduce", "rollout", "report", "list", "doctor"
        }) {
      CommandLineRun result = admiral(command, "--help");

      assertThat(result.status()).as(command).isZero();
      assertThat(result.out())
          .contains("Usage: admiral " + command)
          .contains("Example:")
          .contains("./admiral " + command);
      assertThat(result.err()).isEmpty();
    }
    // An example stays on its line, however narrow the terminal is.
    assertThat(admiral("train", "--help").out())
        .contains("--preset quick --seed 2 --set training.tasks=8 --out runs/mine\n");
  }

  @Test
  void helpNamesTheCommandsOfTheLauncherToo() {
    assertThat(admiral("--help").out())
        .containsPattern("\n  +train +Trains a policy")
        .containsPattern("\n  +test +Builds everything")
        .containsPattern("\n  +benchmark +Runs the benchmarks")
        .containsPattern("\n  +benchmark-main +Runs a benchmark");
  }

  @Test
  void listsTheKeysOfSet() {
    assertThat(admiral("list", "settings").out())
        .isEqualTo(
            """
            start      1000        a whole number
            pace.kind  even-steps  one of even-steps, jumps
            pace.size  1.0         a number
            """);
    assertThat(admiral("list", "settings", "countdown", "--preset", "quick").out())
        .startsWith("start      5 ");
    assertThat(admiral("list", "settings", "--env", "stairs", "--json").out())
        .containsIgnoringWhitespaces(
            "{\"settings\": [{\"key\": \"start\", \"value\": 1000, \"allowed\": \"a whole"
                + " number\"},");
  }

  @Test
  void listsByKindAndAsJson() {
    assertThat(admiral("list", "algorithms").out())
        .isEqualTo("countdown  Counts down.%n".formatted());
    assertThat(admiral("list").out())
        .contains("environments")
        .contains("  accumulator  Adds up.")
        .contains("  countdown quick  Counts down from a small number.");
    assertThat(admiral("list", "families", "--json").out())
        .containsIgnoringWhitespaces(
            "{\"families\": [{\"id\": \"hopper-2d\", \"description\": \"Hops.\"}]}");
    assertThat(admiral("list", "attacks", "--json").out()).contains("\"fgsm\"", "\"adgan\"");
  }

  @Test
  void tellsItsVersion() {
    assertThat(admiral("--version").out()).isEqualTo("Admiral 0.1.0%n".formatted());
  }
}
