package dev.admiral.task;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Mean and standard deviation of each component of the states that a policy visits: what puts
 * positions and velocities on one scale, as in {@link LinearReward}.
 *
 * @param mean finite, shape {@code [observation]}
 * @param standardDeviation finite and positive, shape {@code [observation]}
 */
public record StateStatistics(List<Double> mean, List<Double> standardDeviation) {

  public StateStatistics {
    mean = List.copyOf(mean);
    standardDeviation = List.copyOf(standardDeviation);
    if (mean.size() != standardDeviation.size()) {
      throw new IllegalArgumentException(
          "state statistics need as many means as standard deviations, not %d and %d"
              .formatted(mean.size(), standardDeviation.size()));
    }
    for (int i = 0; i < mean.size(); i++) {
      double deviation = standardDeviation.get(i);
      if (!Double.isFinite(mean.get(i)) || !(deviation > 0 && Double.isFinite(deviation))) {
        throw new IllegalArgumentException(
            "component %d of a state needs a finite mean and a finite, positive standard deviation, not %s and %s"
                .formatted(i, mean.get(i), deviation));
      }
    }
  }

  /** How many components a state has. */
  public int size() {
    return mean.size();
  }

  /**
   * Those of the states s′ that a policy arrives at which draws its actions uniformly; the states
   * that episodes begin with do not count. Equal positions of equal streams give equal statistics.
   *
   * @param dynamics makes the environment, with bounded actions; it is closed afterwards
   * @param episodes how many, at least 1
   * @param horizon after how many steps an episode ends, at least 1, if the environment did not end
   *     it before
   * @throws IllegalArgumentException if a component of the state never changes
   */
  public static StateStatistics ofRandomPolicy(
      Supplier<? extends Environment> dynamics, int episodes, int horizon, RandomStream random) {
    if (episodes < 1 || horizon < 1) {
      throw new IllegalArgumentException(
          "episodes and horizon are at least 1, not " + episodes + " and " + horizon);
    }
    try (Environment environment = dynamics.get()) {
      Moments moments = new Moments(environment.observationSpace().size());
      for (int episode = 0; episode < episodes; episode++) {
        StepResult result = environment.reset(random);
        boolean over = false;
        for (int t = 0; t < horizon && !over; t++) {
          result = environment.step(environment.actionSpace().sample(random));
          moments.add(result.observation());
          over = result.terminated() || result.truncated();
        }
      }
      return moments.statistics();
    }
  }

  /** Welford's running mean and sum of squared deviations, which does not cancel as Σx² − n·x̄² does. */
  private static final class Moments {
    private final double[] mean;
    private final double[] squares;
    private long count;

    Moments(int size) {
      this.mean = new double[size];
      this.squares = new double[size];
    }

    void add(double[] state) {
      count++;
      for (int i = 0; i < mean.length; i++) {
        double before = state[i] - mean[i];
        mean[i] += before / count;
        squares[i] += before * (state[i] - mean[i]);
      }
    }

    StateStatistics statistics() {
      return new StateStatistics(
          Arrays.stream(mean).boxed().toList(),
          Arrays.stream(squares).map(sum -> Math.sqrt(sum / count)).boxed().toList());
    }
  }
}
