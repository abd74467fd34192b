package dev.admiral.experiments.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.ppo.PpoTimeEstimate.Rates;
import java.time.Duration;
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
    assertThat(PpoAlgorithm.DATA_AUGMENT.meanFrequency(paper)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void anAttackThatBeginsLateTakesTimeOnlyFromThere() {
    PpoSettings late = settings("defense.growth-start=0.4", "defense.growth-end=0.8");
    assertThat(PpoAlgorithm.ATPA.meanFrequency(late)).isCloseTo(0.6, within(1e-3));
    Duration clean =
        trainingTime(PpoAlgorithm.ATPA, "defense.growth-start=1", "defense.growth-end=1");
    assertThat(clean).isLessThan(trainingTime(PpoAlgorithm.ATPA));
  }

  private static Duration trainingTime(PpoAlgorithm algorithm, String... assignments) {
    return algorithm.estimate(settings(assignments), 0, CONTEXT).orElseThrow().training();
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
    assertThat(
            new PpoTimeEstimate(PpoAlgorithm.PPO, settings, CONTEXT).training(clean, attacked, 0))
        .isCloseTo(1024 * (0.5 + 4 * 0.25), within(1e-9));
    assertThat(
            new PpoTimeEstimate(PpoAlgorithm.ATPA, settings, CONTEXT).training(clean, attacked, 0))
        .isCloseTo(1024 * (3.5 + 4 * 0.25), within(1e-9));
    assertThat(
            new PpoTimeEstimate(PpoAlgorithm.STAGEWISE, settings, CONTEXT)
                .training(clean, attacked, 0))
        .isCloseTo(1024 * (0.5 + 2.0 + 4 * 0.25), within(5.0));
    assertThat(
            new PpoTimeEstimate(PpoAlgorithm.STAGEWISE, settings, CONTEXT)
                .training(clean, attacked, 4))
        .isCloseTo(1024 * 2.0 + 512 * (0.5 + 4 * 0.25), within(5.0));
  }

  /// 10240 and 1,024,000 steps, 100 and 10,000 episodes of each seed; the rates are measured once.
  @Test
  void moreIsForetoldToTakeLonger() {
    TimeEstimate small = estimate("training.steps=10240", "evaluation.episodes=100");
    TimeEstimate large = estimate("training.steps=1024000", "evaluation.episodes=10000");
    TimeEstimate untested = estimate("training.steps=10240", "evaluation.episodes=0");

    assertThat(small.training()).isPositive();
    assertThat(large.training().toMillis())
        .isCloseTo(100 * small.training().toMillis(), within(100L));
    assertThat(small.evaluation()).isPositive();
    assertThat(large.evaluation().toMillis())
        .isCloseTo(100 * small.evaluation().toMillis(), within(100L));
    assertThat(untested.evaluation()).isZero();
  }

  private static TimeEstimate estimate(String... assignments) {
    return PpoAlgorithm.ATPA.estimate(settings(assignments), 0, CONTEXT).orElseThrow();
  }
}
