package dev.admiral.experiments.comparison;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.run.RunConfig;

/** What an experiment needs of a run of an {@link AdaptiveAlgorithm}. */
public final class ComparedTest {
  private ComparedTest() {}

  /**
   * Refuses a run that would not be tested.
   *
   * @throws UsageException if its settings name no test tasks
   */
  public static void require(RunConfig run) {
    if (!(Algorithms.standard().get(run.algorithm()) instanceof AdaptiveAlgorithm<?> adaptive)) {
      throw new UsageException(run.algorithm() + " does not adapt to tasks");
    }
    if (!test(adaptive, run).isWanted()) {
      throw new UsageException(
          "%s has neither a grid nor boundary-tasks to be tested on: set %s.tasks.grid"
              .formatted(run.algorithm(), adaptive.testGroup()));
    }
  }

  private static <C extends Record> AdaptationTestConfig test(
      AdaptiveAlgorithm<C> algorithm, RunConfig run) {
    return algorithm.test(RecordBinder.bind(algorithm.defaults(run.environment()), run.settings()));
  }
}
