package dev.admiral.experiments.maml;

/**
 * How a meta-policy is tested: tasks drawn from p(ψ), the same for every run, each adapted to step by step.
 *
 * @param tasks how many; 0 for no evaluation after the training
 * @param steps of adaptation, each on episodes of its own; returns are measured before the first and after
 *     each
 * @param episodes of each step, and of each measurement
 * @param seeds how often each task is adapted to, with different random numbers
 */
public record MetaTestConfig(int tasks, int steps, int episodes, int seeds) {
  public MetaTestConfig {
    if (tasks < 0) {
      throw new IllegalArgumentException("tasks must not be negative: " + tasks);
    }
    if (steps < 0) {
      throw new IllegalArgumentException("steps must not be negative: " + steps);
    }
    if (episodes < 1) {
      throw new IllegalArgumentException("episodes must be at least 1, not " + episodes);
    }
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds must be at least 1, not " + seeds);
    }
  }

  /** 40 tasks, one step, 20 episodes, 3 seeds. */
  public static MetaTestConfig defaults() {
    return new MetaTestConfig(40, 1, 20, 3);
  }
}
