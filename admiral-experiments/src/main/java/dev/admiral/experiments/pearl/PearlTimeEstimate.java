package dev.admiral.experiments.pearl;

import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.maml.TestTaskSource;
import dev.admiral.learner.Learner;
import dev.admiral.pearl.PearlConfig;
import dev.admiral.task.TaskFamily;
import java.time.Duration;

/**
 * Foretells a run's time from a few gradient steps at the run's sizes, and from how long collecting for one task takes.
 * A test is taken to cost what it collects.
 */
final class PearlTimeEstimate {
  private static final int UPDATES = 6;

  private final PearlSettings settings;
  private final TrainingContext context;

  PearlTimeEstimate(PearlSettings settings, TrainingContext context) {
    this.settings = settings;
    this.context = context;
  }

  TimeEstimate measure() {
    PearlConfig training = settings.training();
    // The first iteration is also spent on compiling; the others differ in what they collect and
    // how often they learn.
    int much = training.priorSamples();
    double little = seconds(1, 1);
    double learning = (seconds(1, UPDATES) - little) / (UPDATES - 1);
    double step = Math.max(0, seconds(much, 1) - little) / much;
    return new TimeEstimate(
        duration(
            training.samples() * step
                + (double) training.iterations() * training.updates() * learning),
        duration(tested() * step));
  }

  /** How many real steps the test takes. */
  private double tested() {
    TaskFamily family = PearlAlgorithm.family(settings, context.environment());
    if (settings.comparison().isWanted()) {
      return settings.comparison().realSteps(family);
    }
    PearlTestConfig test = settings.evaluation();
    double each =
        test.stages() * test.samples() + (test.stages() + 1.0) * test.episodes() * family.horizon();
    return TestTaskSource.tasks(family, test.tasks()).size() * test.seeds() * each;
  }

  /** Of the second iteration of a training. */
  private double seconds(int samples, int updates) {
    try (Learner learner = PearlAlgorithm.PEARL.newLearner(brief(samples, updates), context)) {
      var _ = learner.iterate();
      long start = System.nanoTime();
      var _ = learner.iterate();
      return (System.nanoTime() - start) * 1e-9;
    }
  }

  private PearlSettings brief(int samples, int updates) {
    PearlConfig own = settings.training();
    return new PearlSettings(
        settings.family(),
        new PearlConfig(
            2,
            1,
            1,
            1,
            samples,
            0,
            0,
            updates,
            own.metaBatch(),
            own.batchSize(),
            own.contextSize(),
            own.latentSize(),
            own.encoderHidden(),
            own.hidden(),
            own.observesNext(),
            own.gamma(),
            own.rewardScale(),
            own.klWeight(),
            own.tau(),
            own.learningRate(),
            own.outputPenalty(),
            own.capacity()),
        settings.evaluation(),
        settings.comparison());
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
