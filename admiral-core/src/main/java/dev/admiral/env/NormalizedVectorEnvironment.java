package dev.admiral.env;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Observations as multiples of their running standard deviations from their running means, clipped; and rewards
 * divided by the running standard deviation of discounted returns, if asked for. While it learns, every step counts
 * before it is seen; otherwise the statistics stay as they are. {@link StepBatch#episodeReturn} is in true rewards.
 */
public final class NormalizedVectorEnvironment implements VectorEnvironment {
  /** Observations and rewards are clipped to ± this. */
  public static final double LIMIT = 10;

  private final VectorEnvironment environment;
  private final RunningNormalizer statistics;
  private final Optional<RewardScale> rewardScale;
  private final boolean learning;
  private final Box observationSpace;
  private final StepBatch batch;

  /**
   * @param statistics of observations; shared with whoever saves them
   * @param rewardScale empty for true rewards
   * @param learning whether the statistics go on
   */
  public NormalizedVectorEnvironment(
      VectorEnvironment environment,
      RunningNormalizer statistics,
      Optional<RewardScale> rewardScale,
      boolean learning) {
    this.environment = environment;
    this.statistics = statistics;
    this.rewardScale = rewardScale;
    this.learning = learning;
    this.observationSpace = Box.cube(environment.observationSpace().size(), -LIMIT, LIMIT);
    this.batch = new StepBatch(environment.size(), observationSpace);
  }

  @Override
  public int size() {
    return environment.size();
  }

  @Override
  public Box observationSpace() {
    return observationSpace;
  }

  @Override
  public Space actionSpace() {
    return environment.actionSpace();
  }

  @Override
  public StepBatch reset() {
    rewardScale.ifPresent(RewardScale::reset);
    return begin(environment.reset(), learning);
  }

  private StepBatch begin(StepBatch inner, boolean counts) {
    if (counts) {
      statistics.update(inner.observations());
    }
    statistics.normalize(inner.observations(), batch.observations(), LIMIT);
    for (int row = 0; row < size(); row++) {
      batch.set(row, 0, false, false);
    }
    return batch;
  }

  @Override
  public StepBatch step(Matrix actions) {
    StepBatch inner = environment.step(actions);
    if (learning) {
      statistics.update(inner.observations());
    }
    statistics.normalize(inner.observations(), batch.observations(), LIMIT);
    statistics.normalize(inner.nextObservations(), batch.nextObservations(), LIMIT);
    for (int row = 0; row < size(); row++) {
      boolean ended = inner.terminated(row) || inner.truncated(row);
      float reward = inner.reward(row);
      if (rewardScale.isPresent()) {
        reward = rewardScale.get().scale(row, reward, ended, learning);
      }
      batch.set(row, reward, inner.terminated(row), inner.truncated(row));
      if (inner.episodeCompleted(row)) {
        batch.completeEpisode(row, inner.episodeReturn(row), inner.episodeLength(row));
      }
    }
    return batch;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException while it learns: the statistics would depend on who steps first
   */
  @Override
  public List<VectorEnvironment> split(int parts) {
    if (learning || rewardScale.isPresent()) {
      throw new IllegalStateException("environments whose statistics still learn step together");
    }
    List<VectorEnvironment> result = new ArrayList<>();
    for (VectorEnvironment part : environment.split(parts)) {
      result.add(new NormalizedVectorEnvironment(part, statistics, Optional.empty(), false));
    }
    return result;
  }

  @Override
  public void save(Checkpoint checkpoint) {
    environment.save(checkpoint.scope("environment"));
    statistics.save(checkpoint.scope("observations"));
    rewardScale.ifPresent(scale -> scale.save(checkpoint.scope("rewards")));
  }

  @Override
  public StepBatch restore(Checkpoint checkpoint) {
    statistics.restore(checkpoint.scope("observations"));
    rewardScale.ifPresent(scale -> scale.restore(checkpoint.scope("rewards")));
    return begin(environment.restore(checkpoint.scope("environment")), false);
  }

  @Override
  public void close() {
    environment.close();
  }
}
