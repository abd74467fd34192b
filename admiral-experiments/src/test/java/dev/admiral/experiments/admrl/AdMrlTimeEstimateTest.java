package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.examples.RiverBoat;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdMrlTimeEstimateTest {
  /** Milliseconds of evaluation of one task with one seed. */
  private static long evaluation(String... more) {
    TaskFamily family = new RiverBoat();
    List<String> assignments =
        new ArrayList<>(
            List.of(
                "training.samples=200",
                "training.slbo.policy-hidden=[8]",
                "training.slbo.model.hidden=[8]",
                "training.slbo.training.samples=200",
                "evaluation.tasks.grid=[1]",
                "evaluation.seeds=1",
                "evaluation.adaptation.samples=200",
                "evaluation.optimum.updates=0"));
    assignments.addAll(List.of(more));
    AdMrlSettings settings =
        Preset.load("admrl", "quick")
            .applyTo(
                AdMrlSettings.defaults(AdMrlConfig.Selection.ADVERSARIAL, family), assignments);
    return new AdMrlTimeEstimate(settings, family, new RandomStreams(1), Workers.SERIAL)
        .measure()
        .evaluation()
        .toMillis();
  }

  /** 2 × 500 visits, each at least as long as the one adaptation; rates are measured anew. */
  @Test
  void countsTheSearchForTheWorstCase() {
    long without = evaluation();
    long with = evaluation("evaluation.worst-case.starts=2", "evaluation.worst-case.steps=499");

    assertThat(without).isPositive();
    assertThat(with).isBetween(100 * without, 50_000 * without);
  }
}
