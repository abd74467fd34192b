package dev.admiral.experiments.pearl;

/**
 * How an agent is tested: on tasks drawn from p(ψ), the same for every run, to each of which it adapts by collecting.
 *
 * @param tasks how many; 0 for no evaluation after the training
 * @param stages how often it collects and is measured again; the first measurement is with z from the prior
 * @param samples transitions of each stage
 * @param episodes of each measurement, with the most probable actions
 * @param seeds how often each task is adapted to, with different random numbers
 */
public record PearlTestConfig(int tasks, int stages, int samples, int episodes, int seeds) {
  public PearlTestConfig {
    atLeast("tasks", 0, tasks);
    atLeast("stages", 0, stages);
    atLeast("samples", 1, samples);
    atLeast("episodes", 1, episodes);
    atLeast("seeds", 1, seeds);
  }

  private static void atLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, not %d".formatted(name, least, value));
    }
  }

  /** 30 tasks, two stages of 400 samples, 5 episodes, 3 seeds. */
  public static PearlTestConfig defaults() {
    return new PearlTestConfig(30, 2, 400, 5, 3);
  }
}
