package dev.admiral.admrl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.PointMassFamily;
import dev.admiral.learner.Metrics;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import org.junit.jupiter.api.Test;

/** The example of the README, on a family that needs no simulator and with settings that take seconds. */
class DocumentedExampleTest {

  @Test
  void trainsAndSaves() {
    TaskFamily family = new PointMassFamily();
    try (Workers workers = new Workers(2);
        AdMrl learner =
            new AdMrl(
                TinyAdMrl.fast(AdMrlConfig.Selection.ADVERSARIAL),
                family,
                new RandomStreams(1),
                workers)) {
      Metrics metrics = new Metrics(0);
      while (!learner.finished()) {
        metrics = learner.iterate(); // one update, seconds of work
      }
      Checkpoint checkpoint = new Checkpoint();
      learner.save(checkpoint);

      assertThat(metrics.values()).containsKey("meta/adapted_return");
      assertThat(checkpoint.contains("policy")).isTrue();
    }
  }
}
