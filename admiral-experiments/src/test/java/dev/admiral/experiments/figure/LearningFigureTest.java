package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningFigureTest {
  /** 1000 samples; the return grows by {@code slope} a hundred samples, from {@code start}. */
  private static LearningRun run(String method, long seed, double start, double slope) {
    return new LearningRun(
        method,
        method,
        seed,
        IntStream.rangeClosed(1, 100).mapToObj(i -> 10.0 * i).toList(),
        IntStream.rangeClosed(1, 100).mapToObj(i -> start + slope * i / 10).toList());
  }

  private static String summary(LearningRun... runs) {
    return LearningFigure.of(
            List.of(runs),
            new PolicyStudy("atpa-learning", "pong", List.of(), SampleMethods.PROVENANCE))
        .summary();
  }

  @Test
  void theSlowerAndSteadierTrainingIsFoundOut() {
    assertThat(
            summary(
                run("ppo", 1, 0, 10),
                run("ppo", 2, 20, 10),
                run("atpa", 1, 0, 5),
                run("atpa", 2, 2, 5)))
        // Two trainings 20 apart have a standard deviation of 20/√2.
        .contains("**Appears**: atpa has the lowest standard deviation")
        .contains("ppo 14.1, atpa 1.41")
        .contains("Is ATPA slower at first? **Appears**")
        .contains("in the first 500 samples");
    assertThat(
            summary(
                run("ppo", 1, 0, 5),
                run("ppo", 2, 2, 5),
                run("atpa", 1, 0, 9),
                run("atpa", 2, 9, 9)))
        .contains("**Does NOT appear**: ppo has the lowest standard deviation")
        .contains("Is ATPA slower at first? **Does NOT appear**");
  }

  @Test
  void oneTrainingSaysNothingOfTheSpread() {
    assertThat(summary(run("ppo", 1, 0, 10), run("atpa", 1, 0, 5)))
        .contains("**Not tested**: the variance between trainings needs two training seeds");
  }
}
