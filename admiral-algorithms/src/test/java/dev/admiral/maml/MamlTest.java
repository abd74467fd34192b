package dev.admiral.maml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.attack.GaussianNoise;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.task.Navigation2d;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MamlTest {
  private static final Navigation2d FAMILY = new Navigation2d(1, 20);

  /** Perturbs from iteration 2 on, by at most 0.3. */
  private static final Adversary LATE_NOISE =
      Adversary.of(
          new GaussianNoise(0, 1, new PerturbationSet(Norm.MAXIMUM, 0.3, Box.unbounded(2))), 2);

  private static MamlConfig config(int iterations, int tasks, int episodes) {
    MamlConfig own = MamlConfig.defaults();
    return new MamlConfig(
        iterations,
        tasks,
        episodes,
        own.innerSteps(),
        own.innerLearningRate(),
        own.firstOrder(),
        List.of(16),
        own.initialStd(),
        own.advantage(),
        own.trustRegion(),
        10);
  }

  private static List<Map<String, Double>> train(Maml learner) {
    List<Map<String, Double>> metrics = new ArrayList<>();
    while (!learner.finished()) {
      metrics.add(learner.iterate().values());
    }
    return metrics;
  }

  private static Checkpoint saved(Maml learner) {
    Checkpoint checkpoint = new Checkpoint();
    learner.save(checkpoint);
    return checkpoint;
  }

  @Test
  void resultsDependNeitherOnTheWorkersNorOnAnInterruption() {
    MamlConfig config = config(4, 5, 3);
    try (Workers two = new Workers(2);
        Maml whole = new Maml(config, FAMILY, LATE_NOISE, new RandomStreams(1), Workers.SERIAL);
        Maml begun = new Maml(config, FAMILY, LATE_NOISE, new RandomStreams(1), two);
        Maml resumed = new Maml(config, FAMILY, LATE_NOISE, new RandomStreams(1), two)) {
      List<Map<String, Double>> expected = train(whole);
      List<Map<String, Double>> actual = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        actual.add(begun.iterate().values());
      }
      resumed.restore(saved(begun));
      actual.addAll(train(resumed));

      assertThat(actual).isEqualTo(expected);
      assertThat(saved(resumed).floats("policy")).containsExactly(saved(whole).floats("policy"));
    }
  }

  @Test
  void anAdversaryActsFromItsIterationOnWithinItsBounds() {
    try (Maml learner =
        new Maml(config(4, 5, 3), FAMILY, LATE_NOISE, new RandomStreams(1), Workers.SERIAL)) {
      List<Map<String, Double>> metrics = train(learner);

      assertThat(metrics).extracting(m -> m.get("attack/largest_change")).startsWith(0.0, 0.0);
      assertThat(metrics.getLast().get("attack/largest_change")).isBetween(0.2, 0.3 + 1e-5);
    }
  }

  @Test
  void thePhaseTellsOfAnAdversaryOnceItActs() {
    try (Maml learner =
        new Maml(config(3, 2, 2), FAMILY, LATE_NOISE, new RandomStreams(1), Workers.SERIAL)) {
      List<String> phases = new ArrayList<>();
      while (!learner.finished()) {
        phases.add(learner.phase());
        var _ = learner.iterate();
      }
      phases.add(learner.phase());

      assertThat(phases)
          .containsExactly(
              "iteration 1/3",
              "iteration 2/3",
              "iteration 3/3, attacked",
              "iteration 3/3, attacked");
    }
  }

  @Test
  void stepsStayWithinTheTrustRegionAndSamplesAreCounted() {
    MamlConfig config = config(5, 5, 4);
    try (Maml learner = new Maml(config, FAMILY, new RandomStreams(2), Workers.SERIAL)) {
      List<Map<String, Double>> metrics = train(learner);

      assertThat(metrics)
          .allSatisfy(m -> assertThat(m.get("train/approx_kl")).isBetween(0.0, 0.01));
      assertThat(metrics).extracting(m -> m.get("train/line_search_accepted")).contains(1.0);
      double atMost = 5.0 * 2 * 4 * 20;
      assertThat(metrics.getFirst().get("rollout/real_samples")).isBetween(0.5 * atMost, atMost);
    }
  }

  /**
   * The paper's own environment and step, fewer tasks and episodes: its MAML returns −12.2 after adaptation when all is
   * done, an untrained policy less than −40.
   */
  @Test
  @Tag("learning")
  void approachesThePublishedReturn() {
    Metrics last = new Metrics(0);
    try (Workers workers = new Workers(2);
        Maml learner =
            new Maml(config(60, 10, 10), new Navigation2d(), new RandomStreams(1), workers)) {
      double first = learner.iterate().values().get("meta/after_return");
      while (!learner.finished()) {
        last = learner.iterate();
      }

      assertThat(first).isLessThan(-30);
      assertThat(last.values().get("meta/after_return")).isGreaterThan(-15);
    }
  }

  /**
   * The best that can be done without knowing the goal is to stay near the origin; whoever adapts goes to
   * where it is better.
   */
  @Test
  @Tag("learning")
  void learnsToFindAnUnseenGoalByOneStep() {
    Metrics last = new Metrics(0);
    try (Workers workers = new Workers(2);
        Maml learner = new Maml(config(120, 20, 20), FAMILY, new RandomStreams(1), workers)) {
      double first = learner.iterate().values().get("meta/after_return");
      while (!learner.finished()) {
        last = learner.iterate();
      }
      double before = last.values().get("meta/before_return");
      double after = last.values().get("meta/after_return");

      // Staying at the origin: 20 steps of a mean distance of 0.383 to a goal uniform on the
      // square.
      assertThat(first).isLessThan(-8);
      assertThat(after).isGreaterThan(-0.383 * 20);
      assertThat(after).isGreaterThan(before + 1);
    }
  }
}
