package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.experiments.admrl.AdMrlWork.Rates;
import dev.admiral.experiments.examples.RiverBoat;
import dev.admiral.experiments.reproduce.TrainedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdMrlWorkTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int HORIZON = 50;

  @TempDir Path temporary;

  private AdMrlWork evaluation(String... assignments) {
    AdMrlWork[] work = new AdMrlWork[1];
    TinyBoat.with(
        temporary,
        () ->
            work[0] =
                AdMrlWork.ofEvaluation(
                    AdMrlAlgorithm.settings(
                            TinyBoat.config(AdMrlAlgorithm.ADMRL, List.of(assignments)))
                        .evaluation(),
                    new RiverBoat()));
    return work[0];
  }

  /** Three tasks; the plateau's patience is longer than any phase. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void isWhatATrainingDoes(int patience) {
    TinyBoat.with(
        temporary,
        () -> {
          TrainedRun run =
              TinyBoat.train(
                  AdMrlAlgorithm.ADMRL,
                  temporary.resolve("run"),
                  "training.plateau.patience=" + patience,
                  "training.plateau.episodes=2");

          AdMrlWork work =
              AdMrlWork.ofTraining(
                  AdMrlAlgorithm.settings(run.config()).training(), new RiverBoat());

          // By hand: 3 collections for the first task, 2 for each other, of 2 iterations, and 2 × 2
          // zero-shot; 700 samples, 5 gradients of 4 episodes and 3 fresh policies of 3.
          assertThat(work.iterations()).isEqualTo(7 * 2 + 2 * 2).isEqualTo(iterations(run));
          assertThat(work.realSteps())
              .isEqualTo(700 + (5 * 4 + 3 * 3) * HORIZON + (patience == 0 ? 0 : 18 * 2 * HORIZON))
              .isEqualTo(realSteps(run));
          assertThat(work.optimumUpdates()).isZero();
        });
  }

  private static List<JsonNode> metrics(TrainedRun run) throws IOException {
    return Files.readAllLines(run.folder().metrics()).stream().map(JSON::readTree).toList();
  }

  private static double iterations(TrainedRun run) throws IOException {
    return metrics(run).stream().filter(line -> line.has("model/loss")).count();
  }

  private static double realSteps(TrainedRun run) throws IOException {
    JsonNode last = metrics(run).getLast();
    return last.get("rollout/real_samples").asDouble()
        + last.get("rollout/gradient_samples").asDouble()
        + last.get("rollout/monitor_samples").asDouble()
        + last.path("rollout/plateau_samples").asDouble(0);
  }

  @Test
  void isWhatAnEvaluationDoes() {
    // 4 tasks with 2 seeds: 1 + 2 iterations, 2 × 50 samples and 3 × 3 episodes each; for each task
    // two searches of 1 update and 3 episodes.
    assertThat(evaluation())
        .isEqualTo(new AdMrlWork(8 * 3, 8 * (100 + 9 * HORIZON) + 4 * 2 * 3 * HORIZON, 4 * 2));
  }

  @Test
  void hasNoSearchWhereNoneIsWanted() {
    assertThat(evaluation("evaluation.optimum.updates=0"))
        .isEqualTo(new AdMrlWork(8 * 3, 8 * (100 + 9 * HORIZON), 0));
  }

  @Test
  void countsTheTasksThatThereAre() {
    // 5 × 5 without the inner 3 × 3.
    assertThat(
            evaluation(
                    "evaluation.tasks.grid=[5]",
                    "evaluation.tasks.boundary-only=true",
                    "evaluation.seeds=1")
                .iterations())
        .isEqualTo(16 * 3);
  }

  /** 4 tasks: a first collection of 100, two searches of 1 update that are measured, and the transitions. */
  @Test
  void isWhatTheMeasurementOfModelErrorsDoes() {
    TinyBoat.with(
        temporary,
        () -> {
          AdMrlSettings settings =
              AdMrlAlgorithm.settings(TinyBoat.config(AdMrlAlgorithm.ADMRL, List.of()));

          assertThat(
                  AdMrlWork.ofModelErrors(
                      settings.evaluation(), settings.training().samples(), new RiverBoat()))
              .isEqualTo(new AdMrlWork(0, 4 * (100 + 3 * 3 * HORIZON), 4 * 2));
        });
  }

  @Test
  void takesTheSumOfItsParts() {
    assertThat(new AdMrlWork(10, 2000, 3).seconds(new Rates(0.5, 0.001, 4)))
        .isCloseTo(5 + 2 + 12, within(1e-12));
  }
}
