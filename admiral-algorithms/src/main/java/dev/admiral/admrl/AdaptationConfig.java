package dev.admiral.admrl;

import dev.admiral.rollout.RolloutCollector;

/**
 * Settings of {@link Adaptation}: what a trained model is allowed for a test task.
 *
 * @param zeroShotIterations iterations of virtual training before the first real sample
 * @param stages times that real data are collected; the paper's n = 2000, 4000, 6000 are 3 stages
 * @param samples real transitions a stage; a multiple of the family's horizon
 * @param stageIterations iterations of virtual training after each collection
 * @param episodes real episodes with which a policy's return is measured; they teach nobody
 * @param deterministic whether a measured policy takes its most probable action; by default it draws from
 *     its distribution, as in training
 */
public record AdaptationConfig(
    int zeroShotIterations,
    int stages,
    int samples,
    int stageIterations,
    int episodes,
    boolean deterministic) {
  public AdaptationConfig {
    if (zeroShotIterations < 1) {
      throw new IllegalArgumentException(
          "zero-shot-iterations must be at least 1, not " + zeroShotIterations);
    }
    if (stages < 0) {
      throw new IllegalArgumentException("stages must not be negative: " + stages);
    }
    if (samples < 1) {
      throw new IllegalArgumentException("samples must be at least 1, not " + samples);
    }
    if (stageIterations < 1) {
      throw new IllegalArgumentException(
          "stage-iterations must be at least 1, not " + stageIterations);
    }
    if (episodes < 1) {
      throw new IllegalArgumentException("episodes must be at least 1, not " + episodes);
    }
  }

  /** How a measured policy chooses its actions. */
  public RolloutCollector.Choice choice() {
    return deterministic ? RolloutCollector.Choice.MODE : RolloutCollector.Choice.SAMPLE;
  }

  public static AdaptationConfig defaults() {
    return new AdaptationConfig(40, 3, 2000, 20, 50, false);
  }
}
