package dev.admiral.experiments.comparison;

import dev.admiral.admrl.OptimalReturnConfig;
import dev.admiral.task.TaskFamily;

/**
 * How a trained model is tested; what the settings of AdMRL's evaluation also have, under the same names.
 *
 * @param tasks on which
 * @param seeds how often each task is adapted to, with different random numbers
 * @param adaptation to each task
 * @param optimum how A⋆(ψ) is estimated, by the first seed of each task; off where another run does it for all
 */
public record AdaptationTestConfig(
    TestTasksConfig tasks,
    int seeds,
    SampledAdaptationConfig adaptation,
    OptimalReturnConfig optimum) {
  public AdaptationTestConfig {
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds must be at least 1, not " + seeds);
    }
  }

  /** The paper's for this number of task parameters. */
  public static AdaptationTestConfig defaults(int parameters) {
    return on(TestTasksConfig.defaults(parameters));
  }

  /** The paper's, but on no tasks. */
  public static AdaptationTestConfig none() {
    return on(TestTasksConfig.none());
  }

  private static AdaptationTestConfig on(TestTasksConfig tasks) {
    return new AdaptationTestConfig(
        tasks, 3, SampledAdaptationConfig.defaults(), OptimalReturnConfig.defaults());
  }

  /** Whether there is anything to test on. */
  public boolean isWanted() {
    return !tasks.isEmpty();
  }

  /**
   * Checks what depends on the family.
   *
   * @param group of the settings, for messages
   * @throws dev.admiral.experiments.UsageException if something is impossible, naming the key
   */
  public void check(String group, TaskFamily family) {
    TestTasksCheck check = new TestTasksCheck(group, family);
    check.tasks(tasks);
    check.wholeEpisodes(group + ".adaptation.samples", adaptation.samples());
    check.wholeEpisodes(group + ".optimum.samples", optimum.samples());
  }

  /** How many real steps a test takes in all, the search for A⋆ included. */
  public double realSteps(TaskFamily family) {
    if (!isWanted()) {
      return 0;
    }
    double count = TestTasks.of(tasks, family).tasks().size();
    double adapted = (double) adaptation.stages() * adaptation.samples();
    double measured = (adaptation.stages() + 1.0) * adaptation.episodes() * family.horizon();
    return count * (seeds * (adapted + measured) + (double) optimum.updates() * optimum.samples());
  }
}
