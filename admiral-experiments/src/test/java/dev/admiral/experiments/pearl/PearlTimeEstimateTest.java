package dev.admiral.experiments.pearl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.run.RunConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class PearlTimeEstimateTest {
  /** The training collects little, so it fits, however much its memory could take. */
  @Test
  void needsNoMemoryThatTheTrainingDoesNot() {
    RunConfig config =
        RunConfig.of(
            PearlAlgorithm.PEARL,
            new RunConfig.Request(
                "navigation-2d",
                "quick",
                1,
                1,
                30,
                List.of(
                    "family.horizon=10",
                    "training.iterations=2",
                    "training.prior-samples=20",
                    "training.updates=2",
                    "training.hidden=[8]",
                    "training.encoder-hidden=[8]",
                    "training.capacity=2000000000")));
    PearlSettings settings =
        RecordBinder.bind(PearlAlgorithm.PEARL.defaults(config.environment()), config.settings());
    TimeEstimate estimate =
        PearlAlgorithm.PEARL
            .estimate(settings, 0, new TrainingContext("navigation-2d", 1, Workers.SERIAL))
            .orElseThrow();
    assertThat(estimate.training()).isPositive();
  }
}
