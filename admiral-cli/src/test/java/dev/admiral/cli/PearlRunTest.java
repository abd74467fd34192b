package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PEARL from training to evaluation, as small as it can be; needs no native library. */
class PearlRunTest {
  private static final List<String> TINY =
      List.of(
          "family.horizon=10",
          "training.iterations=2",
          "training.training-tasks=4",
          "training.tasks-per-iteration=2",
          "training.initial-samples=20",
          "training.prior-samples=20",
          "training.extra-samples=10",
          "training.updates=120",
          "training.meta-batch=2",
          "training.batch-size=8",
          "training.context-size=8",
          "training.hidden=[8]",
          "training.encoder-hidden=[8]",
          "training.capacity=1000",
          "evaluation.tasks=3",
          "evaluation.stages=2",
          "evaluation.samples=15",
          "evaluation.episodes=2",
          "evaluation.seeds=1");

  @TempDir Path temporary;

  private CommandLineRun train(Path folder, List<String> more) {
    List<String> settings = new ArrayList<>(TINY);
    settings.addAll(more);
    return CommandLineRun.standard(
        settings,
        "train",
        "pearl",
        "--env",
        "navigation-2d",
        "--out",
        folder.toString(),
        "--quiet");
  }

  @Test
  void trainsEvaluatesAndResumes() throws IOException {
    Path folder = temporary.resolve("pearl");
    CommandLineRun run = train(folder, List.of());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("meta/after_return");
    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl"))).hasSize(4);
    // 3 tasks, before and after each of two stages.
    assertThat(folder.resolve("evaluation.csv")).content().hasLineCount(1 + 3 * 3);
    assertThat(folder.resolve("evaluation.csv")).content().contains(",15,", ",30,");
    assertThat(folder.resolve("report.html")).isNotEmptyFile();
    assertThat(CommandLineRun.standard(List.of(), "resume", folder.toString(), "--quiet").status())
        .isZero();

    CommandLineRun attack =
        CommandLineRun.quiet(
            List.of("evaluation.episodes=2"),
            "attack",
            folder.toString(),
            "--attack",
            "critic-pgd");
    assertThat(attack.err()).isEmpty();
    assertThat(attack.status()).isZero();
    assertThat(attack.out())
        .contains(
            "critic-pgd",
            "The policy is that of pearl for the task (0, 0), with z inferred from 30 real samples"
                + " that nobody disturbed.");

    CommandLineRun again =
        CommandLineRun.standard(
            List.of("evaluation.stages=1"), "evaluate", folder.toString(), "--quiet");
    assertThat(again.err()).isEmpty();
    assertThat(again.status()).isZero();
    assertThat(folder.resolve("evaluation.csv")).content().hasLineCount(1 + 3 * 2);
  }

  @Test
  void refusesWhatIsImpossibleInOneLine() {
    check(
        "training.capacity is 10, but what a task collects at once, in whole episodes of up to 10"
            + " steps, needs 79",
        "training.capacity=10");
    check("tasks-per-iteration is 5, but training-tasks only 4", "training.tasks-per-iteration=5");
    check("must be at least 1", "training.hidden=[0]");
  }

  @Test
  void refusesAMemoryThatDoesNotFit() {
    CommandLineRun run =
        train(
            temporary.resolve("large"),
            List.of("training.capacity=2000000000", "training.initial-samples=900000000"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .contains(
            "transitions (of 4 tasks, a capacity of 2000000000 each, what 2 iterations collect)"
                + " takes ",
            "the heap larger, such as ADMIRAL_JAVA_OPTIONS=-Xmx");
    assertThat(temporary.resolve("large")).doesNotExist();
  }

  private void check(String message, String setting) {
    CommandLineRun run = train(temporary.resolve("refused"), List.of(setting));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(message);
    assertThat(temporary.resolve("refused")).doesNotExist();
  }
}
