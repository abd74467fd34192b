package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.config.Preset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By hand, from what the presets say. */
class BudgetTest {
  private static List<String> lines(String preset) {
    return Budget.of(
        List.of("AdMRL", "MB-Unif"),
        "AdMRL",
        Preset.load(AdMrlAlgorithm.ADMRL.presetFolder(), preset, "hopper-2d")
            .applyTo(AdMrlAlgorithm.ADMRL.defaults("hopper-2d"), List.of()),
        200,
        false);
  }

  /** 3 + 3 × 2 collections of 4000; two rollouts of 50 × 200 for each of 3 tasks. */
  @Test
  void countsWhatTheModelAndTheGradientsTake() {
    assertThat(lines("quick"))
        .containsExactly(
            "Training of AdMRL, MB-Unif, each seed: 4 tasks, 36,000 real samples for a model of"
                + " 256-256 units; of AdMRL 60,000 more for gradients.");
  }

  /** 5 + 9 × 3 collections of 10,000; two rollouts for each of 9 tasks. */
  @Test
  void growsWithTheTasks() {
    assertThat(lines("standard").getFirst())
        .contains("10 tasks, 320,000 real samples")
        .endsWith("of AdMRL 180,000 more for gradients.");
  }
}
