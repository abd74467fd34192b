package dev.admiral.rollout;

import dev.admiral.nn.Matrix;
import java.util.Arrays;

/**
 * What N environments went through in T steps, as a structure of arrays. Row {@code t·N + n} is step t
 * of environment n; a row of environments may hold several episodes one after the other.
 */
public final class Trajectories {
  private final int steps;
  private final int environments;
  private final boolean attacked;
  private final Matrix observations;
  private final Matrix trueObservations;
  private final Matrix actions;
  private final Matrix nextObservations;
  private final float[] rewards;
  private final boolean[] terminated;
  private final boolean[] truncated;

  public Trajectories(int steps, int environments, int observationSize, int actionSize) {
    this(steps, environments, observationSize, actionSize, false);
  }

  /**
   * @param attacked whether the policy is shown anything but the true observations
   */
  public Trajectories(
      int steps, int environments, int observationSize, int actionSize, boolean attacked) {
    this.steps = steps;
    this.environments = environments;
    this.attacked = attacked;
    int rows = steps * environments;
    this.observations = Matrix.zeros(rows, observationSize);
    this.trueObservations = attacked ? Matrix.zeros(rows, observationSize) : observations;
    this.actions = Matrix.zeros(rows, actionSize);
    this.nextObservations = Matrix.zeros(rows, observationSize);
    this.rewards = new float[rows];
    this.terminated = new boolean[rows];
    this.truncated = new boolean[rows];
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /** N. */
  public int environments() {
    return environments;
  }

  /** T·N. */
  public int rows() {
    return steps * environments;
  }

  /** The row of step {@code step} of environment {@code environment}. */
  public int row(int step, int environment) {
    return step * environments + environment;
  }

  /** Shape {@code [T·N, observation]}: what the policy was shown. */
  public Matrix observations() {
    return observations;
  }

  /** Shape {@code [T·N, observation]}: the same as {@link #observations} where nobody attacked. */
  public Matrix trueObservations() {
    return trueObservations;
  }

  /** Whether {@link #trueObservations} are kept apart from {@link #observations}. */
  public boolean attacked() {
    return attacked;
  }

  /** Shape {@code [T·N, action]}: as the policy chose them, exploration noise included. */
  public Matrix actions() {
    return actions;
  }

  /** Shape {@code [T·N, observation]}: where each step truly led, before any reset. */
  public Matrix nextObservations() {
    return nextObservations;
  }

  /** Shape {@code [T·N]}. */
  public float[] rewards() {
    return rewards;
  }

  /** Shape {@code [T·N]}. */
  public boolean[] terminated() {
    return terminated;
  }

  /** Shape {@code [T·N]}. */
  public boolean[] truncated() {
    return truncated;
  }

  /** Whether an episode ended with this row. */
  public boolean ended(int row) {
    return terminated[row] || truncated[row];
  }

  /** How many steps the first episode of an environment took, T if it did not end. */
  public int firstEpisodeLength(int environment) {
    for (int t = 0; t < steps; t++) {
      if (ended(row(t, environment))) {
        return t + 1;
      }
    }
    return steps;
  }

  /**
   * The undiscounted returns of the episodes that ended, in the order of environments and steps; where
   * none ended, of the unfinished ones.
   */
  public double[] episodeReturns() {
    double[] returns = new double[rows()];
    int count = 0;
    for (int n = 0; n < environments; n++) {
      double sum = 0;
      for (int t = 0; t < steps; t++) {
        int row = row(t, n);
        sum += rewards[row];
        if (ended(row)) {
          returns[count++] = sum;
          sum = 0;
        }
      }
    }
    if (count > 0) {
      return Arrays.copyOf(returns, count);
    }
    double[] unfinished = new double[environments];
    for (int row = 0; row < rows(); row++) {
      unfinished[row % environments] += rewards[row];
    }
    return unfinished;
  }

  /** The mean of {@link #episodeReturns}. */
  public double meanReturn() {
    return Arrays.stream(episodeReturns()).average().orElse(0);
  }

  /** The mean length of the episodes that ended, T where none did. */
  public double meanLength() {
    int ended = 0;
    int counted = 0;
    for (int n = 0; n < environments; n++) {
      int length = 0;
      for (int t = 0; t < steps; t++) {
        length++;
        if (ended(row(t, n))) {
          ended++;
          counted += length;
          length = 0;
        }
      }
    }
    return ended == 0 ? steps : (double) counted / ended;
  }
}
