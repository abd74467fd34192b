package dev.admiral.experiments.maml;

import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.environment.TestTaskSource;
import dev.admiral.learner.Learner;
import dev.admiral.maml.MamlConfig;
import dev.admiral.task.TaskFamily;
import java.time.Duration;

/**
 * Foretells a run's time from a clean and an attacked iteration, each the second of a training: all are as long as
 * these, and the first is also spent on compiling. The test is taken to cost what it collects.
 */
final class MamlTimeEstimate {
  private final MamlAlgorithm algorithm;
  private final MamlSettings settings;
  private final TrainingContext context;

  MamlTimeEstimate(MamlAlgorithm algorithm, MamlSettings settings, TrainingContext context) {
    this.algorithm = algorithm;
    this.settings = settings;
    this.context = context;
  }

  /**
   * @param begun how many iterations are done already
   */
  TimeEstimate measure(long begun) {
    MamlWork work = MamlWork.ofTraining(algorithm, settings, begun);
    double clean = seconds(MamlAlgorithm.MAML);
    double training =
        work.clean() * clean + (work.attacked() == 0 ? 0 : work.attacked() * seconds(algorithm));
    return new TimeEstimate(duration(training), duration(clean * tests()));
  }

  /** Of an iteration of a training that is attacked from the beginning, if at all. */
  private double seconds(MamlAlgorithm trained) {
    MamlSettings attacked =
        new MamlSettings(
            settings.family(),
            settings.training(),
            settings.fineTuning().withCleanIterations(0),
            settings.evaluation(),
            settings.attack(),
            settings.comparison());
    try (Learner learner = trained.newLearner(attacked, context)) {
      var _ = learner.iterate();
      long start = System.nanoTime();
      var _ = learner.iterate();
      return (System.nanoTime() - start) * 1e-9;
    }
  }

  /** How many iterations collect as much as the evaluation does. */
  private double tests() {
    MamlConfig training = settings.training();
    TaskFamily family = MamlAlgorithm.family(settings, context.environment());
    double iteration =
        (double) training.tasks() * training.episodes() * (training.innerSteps() + 1);
    if (settings.comparison().isWanted()) {
      return settings.comparison().realSteps(family) / (iteration * family.horizon());
    }
    MetaTestConfig test = settings.evaluation();
    int tasks = TestTaskSource.tasks(family, test.tasks()).size();
    return (double) tasks * test.seeds() * test.episodes() * (test.steps() + 1) / iteration;
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
