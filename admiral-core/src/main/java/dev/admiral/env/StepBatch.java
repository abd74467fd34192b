package dev.admiral.env;

import dev.admiral.nn.Matrix;
import dev.admiral.space.Box;

/**
 * The outcome of one step of N environments, as a structure of arrays. Environments that have ended
 * are reset within the same step: {@link #observations} then holds the new episode's first
 * observation and {@link #nextObservations} the ended one's last.
 */
public final class StepBatch {
  private final Matrix observations;
  private final Matrix nextObservations;
  private final float[] rewards;
  private final boolean[] terminated;
  private final boolean[] truncated;
  private final double[] episodeReturns;
  private final int[] episodeLengths;
  private final int offset;

  public StepBatch(int size, Box observationSpace) {
    this(
        Matrix.zeros(size, observationSpace.size()),
        Matrix.zeros(size, observationSpace.size()),
        new float[size],
        new boolean[size],
        new boolean[size],
        new double[size],
        new int[size],
        0);
  }

  private StepBatch(
      Matrix observations,
      Matrix nextObservations,
      float[] rewards,
      boolean[] terminated,
      boolean[] truncated,
      double[] episodeReturns,
      int[] episodeLengths,
      int offset) {
    this.observations = observations;
    this.nextObservations = nextObservations;
    this.rewards = rewards;
    this.terminated = terminated;
    this.truncated = truncated;
    this.episodeReturns = episodeReturns;
    this.episodeLengths = episodeLengths;
    this.offset = offset;
  }

  public int size() {
    return observations.rows();
  }

  /** Shape {@code [N, observation]}: what to act on next. */
  public Matrix observations() {
    return observations;
  }

  /** Shape {@code [N, observation]}: where the step led, before any reset. */
  public Matrix nextObservations() {
    return nextObservations;
  }

  public float reward(int row) {
    return rewards[offset + row];
  }

  public boolean terminated(int row) {
    return terminated[offset + row];
  }

  public boolean truncated(int row) {
    return truncated[offset + row];
  }

  /**
   * Whether a whole episode was completed by this step. That is the environment's own notion of an episode, such
   * as a game, even where a learner is shown shorter ones, such as a life.
   */
  public boolean episodeCompleted(int row) {
    return episodeLengths[offset + row] > 0;
  }

  /** The undiscounted return of the {@linkplain #episodeCompleted completed} episode, in unchanged rewards. */
  public double episodeReturn(int row) {
    return episodeReturns[offset + row];
  }

  /** How many steps the {@linkplain #episodeCompleted completed} episode took. */
  public int episodeLength(int row) {
    return episodeLengths[offset + row];
  }

  /** Records one row's outcome; the observations are written by the caller. */
  public void set(int row, float reward, boolean terminated, boolean truncated) {
    this.rewards[offset + row] = reward;
    this.terminated[offset + row] = terminated;
    this.truncated[offset + row] = truncated;
    this.episodeLengths[offset + row] = 0;
  }

  /** Records that the step, which was {@link #set} before, completed an episode of at least one step. */
  public void completeEpisode(int row, double episodeReturn, int episodeLength) {
    this.episodeReturns[offset + row] = episodeReturn;
    this.episodeLengths[offset + row] = episodeLength;
  }

  /** A view of the rows {@code from} (inclusive) to {@code to} (exclusive). */
  public StepBatch rows(int from, int to) {
    return new StepBatch(
        observations.rows(from, to),
        nextObservations.rows(from, to),
        rewards,
        terminated,
        truncated,
        episodeReturns,
        episodeLengths,
        offset + from);
  }
}
