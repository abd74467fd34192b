package dev.admiral.experiments.maml;

import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.learner.Learner;
import dev.admiral.maml.MamlConfig;
import java.time.Duration;

/**
 * Foretells a run's time from an iteration of the training that is run for it, the third: it is as long as
 * any, and the first ones are also spent on compiling. Adaptation to a test task is taken from the same, as
 * the collection is most of both.
 */
final class MamlTimeEstimate {
  private static final int WARM_UP = 2;

  private final MamlAlgorithm algorithm;
  private final MamlSettings settings;
  private final TrainingContext context;

  MamlTimeEstimate(MamlAlgorithm algorithm, MamlSettings settings, TrainingContext context) {
    this.algorithm = algorithm;
    this.settings = settings;
    this.context = context;
  }

  TimeEstimate measure() {
    try (Learner learner = algorithm.newLearner(settings, context)) {
      for (int i = 0; i < WARM_UP; i++) {
        var _ = learner.iterate();
      }
      long start = System.nanoTime();
      var _ = learner.iterate();
      double iteration = (System.nanoTime() - start) * 1e-9;
      return new TimeEstimate(
          duration(iteration * settings.training().iterations()), duration(iteration * tests()));
    }
  }

  /** How many iterations collect as much as the evaluation does. */
  private double tests() {
    MamlConfig training = settings.training();
    MetaTestConfig test = settings.evaluation();
    double collected = (double) test.tasks() * test.seeds() * test.episodes() * (test.steps() + 1);
    return collected / (training.tasks() * training.episodes() * (training.innerSteps() + 1));
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
