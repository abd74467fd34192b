package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Soft actor-critic from training to attacks, as small as it can be. */
class SacRunTest {
  private static final List<String> TINY =
      List.of(
          "training.steps=600",
          "training.iteration-steps=200",
          "training.random-steps=200",
          "training.capacity=2000",
          "training.batch-size=16",
          "training.hidden=[8]",
          "evaluation.episodes=2",
          "evaluation.seeds=2",
          "evaluation.at-once=2");

  @TempDir Path temporary;

  @Test
  void trainsTestsAttacksAndResumes() throws IOException {
    NeedsMujoco.orSkip();
    Path folder = temporary.resolve("sac");
    CommandLineRun run =
        CommandLineRun.quiet(TINY, "train", "sac", "--env", "hopper", "--out", folder.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl"))).hasSize(3);
    assertThat(folder.resolve("evaluation.csv")).content().hasLineCount(1 + 2 * 2);
    assertThat(CommandLineRun.quiet(List.of(), "resume", folder.toString()).status()).isZero();

    CommandLineRun attack =
        CommandLineRun.quiet(
            List.of(), "attack", folder.toString(), "--attack", "max-pgd", "--steps", "2");
    assertThat(attack.err()).isEmpty();
    assertThat(attack.status()).isZero();
    assertThat(attack.out()).contains("clean", "max-pgd");

    CommandLineRun suite =
        CommandLineRun.quiet(
            List.of("evaluation.seeds=1"), "attack", folder.toString(), "--attack", "suite");
    assertThat(suite.err()).isEmpty();
    assertThat(suite.status()).isZero();
    assertThat(suite.out()).contains("min-pgd × 3", "critic-pgd × 3");
  }

  @Test
  void refusesWhatIsImpossibleInOneLine() {
    check("unknown environment of sac \"cart-pole\"", "cart-pole", "training.steps=600");
    check("tau must be in (0, 1], not 0", "hopper", "training.tau=0");
    check("unknown attack \"critic\"", "hopper", "evaluation.attacks=[\"critic\"]");
  }

  private void check(String message, String environment, String setting) {
    Path folder = temporary.resolve("refused");
    CommandLineRun run =
        CommandLineRun.quiet(
            List.of(setting), "train", "sac", "--env", environment, "--out", folder.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(message);
    assertThat(folder).doesNotExist();
  }
}
