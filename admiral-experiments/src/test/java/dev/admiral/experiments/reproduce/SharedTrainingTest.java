package dev.admiral.experiments.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.admrl.AdMrlReproduction;
import dev.admiral.experiments.maml.MamlReproduction;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedTrainingTest {
  @TempDir Path temporary;

  private List<Long> begun(Reproduction reproduction, List<Long> seeds, String... settings) {
    ReproductionRun run =
        new ReproductionRun(
            reproduction,
            new ReproductionRun.Request(
                "", "quick", seeds, temporary, 1, 30, List.of(settings), ""));
    return IntStream.range(0, run.runs().size()).mapToObj(run::begunAt).toList();
  }

  @Test
  void onlyTheFirstMethodOfASeedTrainsTheCleanBeginning() {
    assertThat(
            begun(
                MamlReproduction.TABLE,
                List.of(1L, 2L),
                "training.iterations=9",
                "training.milestone-interval=3",
                "fine-tuning.clean-iterations=6"))
        .containsExactly(0L, 6L, 6L, 6L, 0L, 6L, 6L, 6L);
  }

  @Test
  void nothingIsSharedWithoutAMilestoneToGoOnFrom() {
    assertThat(
            begun(
                MamlReproduction.TABLE,
                List.of(1L),
                "training.iterations=9",
                "training.milestone-interval=3",
                "fine-tuning.clean-iterations=5"))
        .containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void methodsThatShareNothingBeginAtTheBeginning() {
    assertThat(begun(AdMrlReproduction.TASKS, List.of(1L))).containsExactly(0L, 0L, 0L);
  }
}
