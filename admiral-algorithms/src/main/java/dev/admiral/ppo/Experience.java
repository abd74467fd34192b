package dev.admiral.ppo;

import dev.admiral.nn.Matrix;
import dev.admiral.rollout.GeneralizedAdvantage;

/** What N actors went through in T steps; row {@code t·N + n} is step t of actor n. */
final class Experience {
  final int steps;
  final int actors;

  /** What the policy learns from. */
  final ObservationStore observations;

  /** Shape {@code [T·N, action]}. */
  final Matrix actions;

  /** log π(a|x) of the policy that acted, at the observations above; shape {@code [T·N]}, as all below. */
  final float[] logProbabilities;

  final float[] values;
  final float[] rewards;
  final boolean[] terminated;
  final boolean[] truncated;

  /** V of where a step led, where an episode was truncated or the rollout stopped. */
  final float[] finalValues;

  final float[] advantages;

  /** What values are fitted to. */
  final float[] returns;

  Experience(int steps, int actors, int observationSize, int actionSize, boolean bytes) {
    this.steps = steps;
    this.actors = actors;
    int rows = steps * actors;
    this.observations = ObservationStore.of(rows, observationSize, bytes);
    this.actions = Matrix.zeros(rows, actionSize);
    this.logProbabilities = new float[rows];
    this.values = new float[rows];
    this.rewards = new float[rows];
    this.terminated = new boolean[rows];
    this.truncated = new boolean[rows];
    this.finalValues = new float[rows];
    this.advantages = new float[rows];
    this.returns = new float[rows];
  }

  int rows() {
    return steps * actors;
  }

  void estimate(GeneralizedAdvantage estimator) {
    estimator.estimate(actors, rewards, values, finalValues, terminated, truncated, advantages);
    for (int r = 0; r < rows(); r++) {
      returns[r] = advantages[r] + values[r];
    }
  }

  /** 1 − Var(R − V)/Var(R), NaN where all returns are equal. */
  double explainedVariance() {
    double mean = 0;
    double errorMean = 0;
    for (int r = 0; r < rows(); r++) {
      mean += returns[r];
      errorMean += returns[r] - values[r];
    }
    mean /= rows();
    errorMean /= rows();
    double squares = 0;
    double errorSquares = 0;
    for (int r = 0; r < rows(); r++) {
      squares += Math.pow(returns[r] - mean, 2);
      errorSquares += Math.pow(returns[r] - values[r] - errorMean, 2);
    }
    return 1 - errorSquares / squares;
  }
}
