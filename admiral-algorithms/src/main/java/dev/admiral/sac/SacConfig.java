package dev.admiral.sac;

import dev.admiral.nn.Adam;
import java.util.List;
import java.util.Optional;

/**
 * What may be chosen of {@link Sac}. {@link #defaults} are those of CleanRL, which are the paper's but for the critics'
 * learning rate (3·10⁻⁴ there), the random steps at the beginning (10,000 or 1,000) and the training's length.
 *
 * @param steps of environments in all; rounded up to whole iterations
 * @param environments N, how many act side by side; as many gradient steps follow each of their steps
 * @param iterationSteps how many steps of environments make an iteration, which is what metrics are of; a multiple of N
 * @param randomSteps the first so many are uniformly random, and nothing is learned during them; fewer than {@code steps}
 * @param capacity how many transitions are kept
 * @param batchSize how many make a gradient
 * @param hidden the widths of the hidden layers of policy and critics
 * @param gamma the discount γ, in [0, 1]
 * @param tau the part τ of the way that target networks move with each step, in (0, 1]
 * @param policyLearningRate Adam's
 * @param criticLearningRate Adam's, of critics and temperature
 * @param temperature α; empty for one that keeps the policy's entropy near {@code targetEntropy}
 * @param targetEntropy H̄ per coordinate of the action; the paper has −1
 */
public record SacConfig(
    long steps,
    int environments,
    int iterationSteps,
    int randomSteps,
    int capacity,
    int batchSize,
    List<Integer> hidden,
    double gamma,
    double tau,
    double policyLearningRate,
    double criticLearningRate,
    Optional<Double> temperature,
    double targetEntropy) {
  /** More transitions in a gradient step are a mistake: they are thousands of times what is usual. */
  public static final int MAXIMUM_ROWS = 1 << 20;

  public SacConfig {
    hidden = List.copyOf(hidden);
    atLeast("steps", 1, steps);
    atLeast("environments", 1, environments);
    atLeast("iteration-steps", 1, iterationSteps);
    atLeast("random-steps", 1, randomSteps);
    if (randomSteps >= steps) {
      throw new IllegalArgumentException(
          "random-steps is %d, but there are only %d steps: nothing would be learned"
              .formatted(randomSteps, steps));
    }
    atLeast("capacity", 3L * environments, capacity);
    atLeast("batch-size", 1, batchSize);
    if (batchSize > MAXIMUM_ROWS) {
      throw new IllegalArgumentException(
          "batch-size must be at most %d, not %d".formatted(MAXIMUM_ROWS, batchSize));
    }
    var _ = Adam.Config.of(policyLearningRate); // or it throws
    var _ = Adam.Config.of(criticLearningRate); // or it throws
    if (iterationSteps % environments != 0) {
      throw new IllegalArgumentException(
          "iteration-steps is %d, which is no multiple of environments, %d"
              .formatted(iterationSteps, environments));
    }
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma must be in [0, 1], not " + gamma);
    }
    if (!(tau > 0 && tau <= 1)) {
      throw new IllegalArgumentException("tau must be in (0, 1], not " + tau);
    }
    temperature.ifPresent(value -> {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("temperature must be positive and finite, not " + value);
      }
    });
    if (!Double.isFinite(targetEntropy)) {
      throw new IllegalArgumentException("target-entropy must be finite, not " + targetEntropy);
    }
  }

  private static void atLeast(String name, long least, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, not %d".formatted(name, least, value));
    }
  }

  /** CleanRL's: a million steps. */
  public static SacConfig defaults() {
    return new SacConfig(
        1_000_000,
        1,
        1000,
        5000,
        1_000_000,
        256,
        List.of(256, 256),
        0.99,
        0.005,
        3e-4,
        1e-3,
        Optional.empty(),
        -1);
  }

  /** How many iterations training has. */
  public long iterations() {
    return (steps + iterationSteps - 1) / iterationSteps;
  }
}
