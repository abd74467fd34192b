package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.evaluation.EvaluationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code evaluate}, stopped by a signal. */
class StoppedEvaluationTest {
  @TempDir Path temporary;

  @BeforeAll
  static void needMujoco() {
    NeedsMujoco.orSkip();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 15, 143", "INT, 2, 130"})
  void keepsWhatIsDoneAndSaysHowToGoOn(String name, int signal, int status) throws Exception {
    Assumptions.assumeFalse(isIgnored(signal), "this JVM was started with SIG" + name + " ignored");
    Path run = temporary.resolve("run");
    List<String> train = new ArrayList<>(List.of("train", "admrl", "--quiet", "--threads", "1"));
    train.addAll(TinyRuns.options("evaluation.tasks.grid=[]"));
    train.addAll(List.of("--out", run.toString()));
    assertThat(CommandLineRun.standard(train.toArray(String[]::new)).status()).isZero();
    List<String> evaluate =
        List.of(
            "evaluate",
            run.toString(),
            "--set",
            "evaluation.tasks.grid=[3]",
            "--set",
            "evaluation.adaptation.zero-shot-iterations=60");
    Path err = temporary.resolve("err");

    Process process = AdmiralProcess.start(ProcessBuilder.Redirect.to(err.toFile()), evaluate);
    Path first = run.resolve("evaluation/task-000-seed-1.json");
    AdmiralProcess.await(process, () -> Files.exists(first));
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor())
        .isZero();

    assertThat(process.waitFor()).isEqualTo(status);
    assertThat(Files.readAllLines(err).getLast())
        .isEqualTo(
            "stopped; finished tasks are kept; to go on: ./admiral evaluate %s --set 'evaluation.tasks.grid=[3]' --set 'evaluation.adaptation.zero-shot-iterations=60'"
                .formatted(run));
    assertThat(run.resolve("evaluation.json")).doesNotExist();
    assertThat(run.resolve("report.html")).exists(); // of the training

    FileTime kept = Files.getLastModifiedTime(first);
    CommandLineRun rest = CommandLineRun.standard(evaluate.toArray(String[]::new));
    assertThat(rest.status()).isZero();
    assertThat(rest.err()).containsPattern("evaluating: 9 jobs, of which [1-8] are done");
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(kept);
    assertThat(EvaluationJson.read(run.resolve("evaluation.json")).tasks()).hasSize(9);
  }

  /** Whether this process, and so those that it starts, ignore a signal, as shells' background jobs do. */
  private static boolean isIgnored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
  }
}
