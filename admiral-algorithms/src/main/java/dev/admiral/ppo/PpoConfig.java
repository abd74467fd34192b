package dev.admiral.ppo;

import dev.admiral.nn.Adam;
import dev.admiral.rollout.GeneralizedAdvantage;

/**
 * What may be chosen of {@link Ppo}. {@link #paper} is table 2 of ATPA, whose implementation is that of OpenAI
 * baselines' PPO2.
 *
 * @param environments N, how many act side by side
 * @param horizon T, how many steps each takes between two updates
 * @param epochs how often every step is learned from
 * @param minibatchSize how many of the N·T steps make a gradient; divides them
 * @param gamma the discount γ, in [0, 1]
 * @param gaeLambda λ of the advantages, in [0, 1]
 * @param clip ρ, how far the ratio of probabilities may go from 1
 * @param annealClip whether ρ falls to 0 linearly with training
 * @param learningRate Adam's
 * @param annealLearningRate whether it falls to 0 linearly with training
 * @param clipValues whether a value, too, may go from the old one by ρ only
 * @param valueCoefficient the weight of ½(V − R)² in the loss
 * @param entropyCoefficient the weight of the entropy that is added to the objective
 * @param normalizeAdvantages whether those of a minibatch get mean 0 and standard deviation 1
 * @param maximumGradientNorm longer gradients are scaled down to it; 0 for no clipping
 * @param adamEpsilon Adam's ε
 * @param steps of environments in all; rounded up to whole updates
 */
public record PpoConfig(
    int environments,
    int horizon,
    int epochs,
    int minibatchSize,
    double gamma,
    double gaeLambda,
    double clip,
    boolean annealClip,
    double learningRate,
    boolean annealLearningRate,
    boolean clipValues,
    double valueCoefficient,
    double entropyCoefficient,
    boolean normalizeAdvantages,
    double maximumGradientNorm,
    double adamEpsilon,
    long steps) {
  /** So that observations of a game fit into an array. */
  private static final int LARGEST_BATCH = 1 << 16;

  public PpoConfig {
    atLeastOne("environments", environments);
    atLeastOne("horizon", horizon);
    atLeastOne("epochs", epochs);
    atLeastOne("minibatch-size", minibatchSize);
    atLeastOne("steps", steps);
    notNegative("value-coefficient", valueCoefficient);
    notNegative("entropy-coefficient", entropyCoefficient);
    if (!(clip > 0)) {
      throw new IllegalArgumentException("clip must be positive, not " + clip);
    }
    var _ = new Adam.Config(learningRate, 0, maximumGradientNorm, adamEpsilon); // or it throws
    var _ = new GeneralizedAdvantage(gamma, gaeLambda); // or it throws
    long batch = (long) environments * horizon;
    if (batch > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "environments x horizon is %d, but must be at most %d".formatted(batch, LARGEST_BATCH));
    }
    if (batch % minibatchSize != 0) {
      throw new IllegalArgumentException(
          "minibatch-size is %d, which does not divide environments x horizon, %d"
              .formatted(minibatchSize, batch));
    }
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }

  /** ATPA's on Atari. */
  public static PpoConfig paper() {
    return new PpoConfig(
        16,
        128,
        4,
        512,
        0.99,
        0.95,
        0.1,
        true,
        2.5e-4,
        true,
        true,
        0.5,
        0.01,
        true,
        0.5,
        1e-5,
        100_000_000);
  }

  /** The usual ones for continuous control, those of CleanRL: a million steps of one environment. */
  public static PpoConfig continuousControl() {
    return new PpoConfig(
        1, 2048, 10, 64, 0.99, 0.95, 0.2, false, 3e-4, true, true, 0.5, 0, true, 0.5, 1e-5,
        1_000_000);
  }

  /** The same with short updates of one epoch each, as to measure how long they take. */
  public PpoConfig brief(int briefHorizon, long manySteps) {
    return new PpoConfig(
        environments,
        briefHorizon,
        1,
        minibatchSize,
        gamma,
        gaeLambda,
        clip,
        annealClip,
        learningRate,
        annealLearningRate,
        clipValues,
        valueCoefficient,
        entropyCoefficient,
        normalizeAdvantages,
        maximumGradientNorm,
        adamEpsilon,
        manySteps);
  }

  /** How many steps an update has. */
  public int batchSize() {
    return environments * horizon;
  }

  /** How many updates training has. */
  public long updates() {
    return (steps + batchSize() - 1) / batchSize();
  }

  /** After how many updates half of the training is over. */
  public long middle() {
    return (updates() + 1) / 2;
  }
}
