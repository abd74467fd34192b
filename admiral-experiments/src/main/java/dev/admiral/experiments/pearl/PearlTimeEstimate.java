package dev.admiral.experiments.pearl;

import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.environment.TestTaskSource;
import dev.admiral.learner.Learner;
import dev.admiral.pearl.PearlConfig;
import dev.admiral.task.TaskFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Foretells a run's time from gradient steps at the run's sizes, and from how long collecting for one task takes. A step
 * of a test is taken to cost what a collected one does.
 */
final class PearlTimeEstimate {
  /** For how long compiling goes on that updates have to wait for. */
  private static final double WARM_UP_SECONDS = 2;

  /** For how long a rate is measured after that: for one iteration at least. */
  private static final double SECONDS = 1;

  private static final int UPDATES = 10;

  private final PearlSettings settings;
  private final TrainingContext context;

  PearlTimeEstimate(PearlSettings settings, TrainingContext context) {
    this.settings = settings;
    this.context = context;
  }

  TimeEstimate measure() {
    PearlConfig training = settings.training();
    TaskFamily family = PearlAlgorithm.family(settings, context.environment());
    int episodes = Math.ceilDiv(training.priorSamples(), family.horizon());
    double learning = seconds(1, UPDATES) / UPDATES; // one episode is nothing beside them
    double collecting = Math.max(0, seconds(training.priorSamples(), 1) - learning);
    double step = collecting / (episodes * family.horizon());
    return new TimeEstimate(
        duration(
            training.samples() * step
                + (double) training.iterations() * training.updates() * learning),
        duration(tested(family) * step));
  }

  /** How many real steps the test takes. */
  private double tested(TaskFamily family) {
    if (settings.comparison().isWanted()) {
      return settings.comparison().realSteps(family);
    }
    PearlTestConfig test = settings.evaluation();
    double collected = (double) test.stages() * test.samples();
    double watched = (test.stages() + 1.0) * test.episodes() * family.horizon();
    int tasks = TestTaskSource.tasks(family, test.tasks()).size();
    return tasks * test.seeds() * (collected + watched);
  }

  /** Of an iteration of a training, the median. */
  private double seconds(int samples, int updates) {
    try (Learner learner = PearlAlgorithm.PEARL.newLearner(brief(samples, updates), context)) {
      var _ = repeat(learner, WARM_UP_SECONDS);
      List<Double> times = repeat(learner, SECONDS);
      Collections.sort(times);
      return times.get(times.size() / 2);
    }
  }

  private static List<Double> repeat(Learner learner, double seconds) {
    long begin = System.nanoTime();
    List<Double> times = new ArrayList<>();
    do {
      long start = System.nanoTime();
      var _ = learner.iterate();
      times.add((System.nanoTime() - start) * 1e-9);
    } while ((System.nanoTime() - begin) * 1e-9 < seconds);
    return times;
  }

  /** A training of one iteration, which is repeated, and so needs no memory for more. */
  private PearlSettings brief(int samples, int updates) {
    PearlConfig own = settings.training();
    return new PearlSettings(
        settings.family(),
        new PearlConfig(
            1,
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
