package dev.admiral.experiments.sac;

import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.attack.PolicyTestConfig;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.sac.SacConfig;
import java.time.Duration;
import java.util.Objects;

/**
 * Foretells a run's time from short iterations after the random steps, environments and gradient steps included. A
 * step of a test is taken to cost what acting does, or eight times that where an attack searches, and an episode to have
 * a thousand.
 */
final class SacTimeEstimate {
  /** For how long compiling goes on that updates have to wait for. */
  private static final double WARM_UP_SECONDS = 2;

  private static final double SECONDS = 1;
  private static final int ITERATION = 100;
  private static final int EPISODE = 1000;
  private static final double SEARCH = 8;

  private final SacSettings settings;
  private final TrainingContext context;

  SacTimeEstimate(SacSettings settings, TrainingContext context) {
    this.settings = settings;
    this.context = context;
  }

  TimeEstimate measure() {
    SacConfig training = settings.training();
    try (Learner learner = SacAlgorithm.SAC.newLearner(brief(), context)) {
      var _ = repeat(learner, WARM_UP_SECONDS);
      double[] rates = repeat(learner, SECONDS);
      PolicyTestConfig test = settings.evaluation();
      double steps = (double) test.episodes() * test.seeds() * EPISODE;
      double learned = training.steps() - Math.min(training.steps(), training.randomSteps());
      return new TimeEstimate(
          duration(learned * rates[0]),
          duration(steps * rates[1] * (1 + SEARCH * test.attacks().size())));
    }
  }

  /** Seconds for a step with learning, and for a step's acting. */
  private double[] repeat(Learner learner, double seconds) {
    int environments = settings.training().environments();
    long start = System.nanoTime();
    double steps = 0;
    double learning = 0;
    double elapsed = 0;
    while (elapsed < seconds) {
      Metrics metrics = learner.iterate();
      elapsed = (System.nanoTime() - start) * 1e-9;
      learning += Objects.requireNonNull(metrics.values().get("time/learning_seconds"));
      steps += environments * ITERATION;
    }
    return new double[] {elapsed / steps, (elapsed - learning) / steps};
  }

  /** Short iterations that learn from the second on. */
  private SacSettings brief() {
    SacConfig own = settings.training();
    return new SacSettings(
        new SacConfig(
            Integer.MAX_VALUE,
            own.environments(),
            ITERATION * own.environments(),
            ITERATION * own.environments(),
            own.capacity(),
            own.batchSize(),
            own.hidden(),
            own.gamma(),
            own.tau(),
            own.policyLearningRate(),
            own.criticLearningRate(),
            own.temperature(),
            own.targetEntropy()),
        settings.attack(),
        settings.evaluation());
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
