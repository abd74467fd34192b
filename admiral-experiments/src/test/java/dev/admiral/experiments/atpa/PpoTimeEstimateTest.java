package dev.admiral.experiments.atpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.atpa.PpoTimeEstimate.Rates;
import dev.admiral.experiments.config.Preset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PpoTimeEstimateTest {
  private static final TrainingContext CONTEXT =
      new TrainingContext("cart-pole", 1, Workers.SERIAL);

  private static PpoSettings settings(String... assignments) {
    return Preset.load("ppo", "quick", "cart-pole")
        .applyTo(PpoAlgorithm.PPO.defaults("cart-pole"), List.of(assignments));
  }

  @Test
  void theDefencesAreAttackedAsOftenAsThePaperSays() {
    PpoSettings paper = PpoSettings.paper();
    assertThat(PpoAlgorithm.PPO.meanFrequency(paper)).isZero();
    assertThat(PpoAlgorithm.ATPA.meanFrequency(paper)).isEqualTo(1);
    assertThat(PpoAlgorithm.STAGEWISE.meanFrequency(paper)).isCloseTo(2.0 / 3, within(1e-3));
    assertThat(PpoAlgorithm.DATA_AUGMENT.meanFrequency(paper)).isBetween(0.0, 0.5);
  }

  /// 1000 steps in updates of 2 × 64 are 8 × 128; each is collected once and learned from 4 times.
  @Test
  void aTrainingCollectsOnceAndLearnsInEpochs() {
    PpoSettings settings =
        settings(
            "training.environments=2",
            "training.horizon=64",
            "training.minibatch-size=32",
            "training.epochs=4",
            "training.steps=1000");
    Rates clean = new Rates(0.5, 0.25);
    Rates attacked = new Rates(3.5, 7);
    assertThat(new PpoTimeEstimate(PpoAlgorithm.PPO, settings, CONTEXT).training(clean, attacked))
        .isCloseTo(1024 * (0.5 + 4 * 0.25), within(1e-9));
    assertThat(new PpoTimeEstimate(PpoAlgorithm.ATPA, settings, CONTEXT).training(clean, attacked))
        .isCloseTo(1024 * (3.5 + 4 * 0.25), within(1e-9));
    assertThat(
            new PpoTimeEstimate(PpoAlgorithm.STAGEWISE, settings, CONTEXT)
                .training(clean, attacked))
        .isCloseTo(1024 * (0.5 + 2.0 + 4 * 0.25), within(5.0));
  }

  /** Rates are measured anew: only what differs by a factor of a thousand can be told. */
  @Test
  void moreIsForetoldToTakeLonger() {
    TimeEstimate small = estimate("training.steps=10000", "evaluation.episodes=1");
    TimeEstimate large =
        estimate("training.steps=100000000", "evaluation.episodes=100000", "hidden=[8]");
    TimeEstimate untested = estimate("training.steps=10000", "evaluation.episodes=0");

    assertThat(small.training()).isPositive();
    assertThat(large.training().toMillis()).isGreaterThan(100 * small.training().toMillis());
    assertThat(large.evaluation().toMillis()).isGreaterThan(100 * small.evaluation().toMillis());
    assertThat(untested.evaluation()).isZero();
  }

  private static TimeEstimate estimate(String... assignments) {
    return PpoAlgorithm.ATPA.estimate(settings(assignments), 0, CONTEXT).orElseThrow();
  }
}
