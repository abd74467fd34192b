package dev.admiral.pearl;

import dev.admiral.nn.Adam;
import dev.admiral.sac.SacConfig;
import java.util.List;

/**
 * Settings of {@link Pearl}. {@link #defaults} are those of the published implementation on half-cheetah-vel; AdMRL's
 * experiments have 150 training tasks, 10 in a meta-batch and 4000 updates.
 *
 * @param iterations of collecting and learning
 * @param trainingTasks how many tasks are drawn from p(ψ) before the training; fewer if the family has fewer
 * @param tasksPerIteration for how many of them an iteration collects
 * @param initialSamples of each training task before the first iteration, with z from the prior
 * @param priorSamples an iteration collects of each of its tasks with z from the prior, anew for each episode; they
 *     are the task's context from then on
 * @param posteriorSamples with z from the posterior after that; they become context as well
 * @param extraSamples with z from the posterior after that, for actor and critic alone
 * @param updates gradient steps of an iteration
 * @param metaBatch how many tasks a gradient step is of, drawn with replacement
 * @param batchSize how many transitions of each
 * @param contextSize how many transitions of each task's context the encoder is shown
 * @param latentSize of z
 * @param encoderHidden the widths of the encoder's hidden layers
 * @param hidden the widths of the hidden layers of policy, critics and value
 * @param observesNext whether the encoder is shown s′ too, for tasks that differ in more than the reward
 * @param gamma the discount γ, in [0, 1]
 * @param rewardScale what rewards are multiplied by for actor and critic, in place of a temperature
 * @param klWeight of the divergence of q(z|c) from the prior, in nats summed over coordinates and tasks
 * @param tau the part τ of the way that the target network moves with each step, in (0, 1]
 * @param learningRate Adam's, of everything
 * @param outputPenalty the weight of the mean squares of the policy's means and logarithmic standard deviations
 * @param capacity how many transitions of a task are kept; see {@link #requireCapacity}
 */
public record PearlConfig(
    int iterations,
    int trainingTasks,
    int tasksPerIteration,
    int initialSamples,
    int priorSamples,
    int posteriorSamples,
    int extraSamples,
    int updates,
    int metaBatch,
    int batchSize,
    int contextSize,
    int latentSize,
    List<Integer> encoderHidden,
    List<Integer> hidden,
    boolean observesNext,
    double gamma,
    double rewardScale,
    double klWeight,
    double tau,
    double learningRate,
    double outputPenalty,
    int capacity) {
  public PearlConfig {
    encoderHidden = List.copyOf(encoderHidden);
    hidden = List.copyOf(hidden);
    atLeast("iterations", 1, iterations);
    atLeast("training-tasks", 1, trainingTasks);
    atLeast("tasks-per-iteration", 1, tasksPerIteration);
    atLeast("initial-samples", 1, initialSamples);
    atLeast("prior-samples", 1, priorSamples);
    atLeast("posterior-samples", 0, posteriorSamples);
    atLeast("extra-samples", 0, extraSamples);
    atLeast("updates", 1, updates);
    atLeast("meta-batch", 1, metaBatch);
    atLeast("batch-size", 1, batchSize);
    atLeast("context-size", 1, contextSize);
    atLeast("latent-size", 1, latentSize);
    atMostRows("batch-size", metaBatch, batchSize);
    atMostRows("context-size", metaBatch, contextSize);
    var _ = Adam.Config.of(learningRate); // or it throws
    notNegative("kl-weight", klWeight);
    notNegative("output-penalty", outputPenalty);
    if (tasksPerIteration > trainingTasks) {
      throw new IllegalArgumentException(
          "tasks-per-iteration is %d, but training-tasks only %d"
              .formatted(tasksPerIteration, trainingTasks));
    }
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma must be in [0, 1], not " + gamma);
    }
    if (!(tau > 0 && tau <= 1)) {
      throw new IllegalArgumentException("tau must be in (0, 1], not " + tau);
    }
    if (!(rewardScale > 0 && rewardScale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "reward-scale must be positive and finite, not " + rewardScale);
    }
  }

  /**
   * Refuses a memory that would lose a part of what a task collects at once, its context above all.
   *
   * @param horizon how many steps an episode has at most: only whole ones are collected
   * @throws IllegalArgumentException if the capacity is too small
   */
  public void requireCapacity(int horizon) {
    long iteration =
        rows(priorSamples, horizon) + rows(posteriorSamples, horizon) + rows(extraSamples, horizon);
    long needed = Math.max(rows(initialSamples, horizon), iteration) + 1; // where the next begins
    if (capacity < needed) {
      throw new IllegalArgumentException(
          "capacity is %d, but what a task collects at once, in whole episodes of up to %d steps, needs %d"
              .formatted(capacity, horizon, needed));
    }
  }

  /**
   * How many rows so many transitions take at most, or some more to end an episode: all but one in episodes of one step,
   * which have a row for their end, and the last of an episode that is as long as can be.
   */
  private static long rows(int samples, int horizon) {
    return samples == 0 ? 0 : 2 * (samples - 1L) + horizon + 1;
  }

  private static void atLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, not %d".formatted(name, least, value));
    }
  }

  private static void atMostRows(String name, int metaBatch, int value) {
    if ((long) metaBatch * value > SacConfig.MAXIMUM_ROWS) {
      throw new IllegalArgumentException(
          "%s must be at most %d where meta-batch is %d, not %d"
              .formatted(name, SacConfig.MAXIMUM_ROWS / metaBatch, metaBatch, value));
    }
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and not negative: " + value);
    }
  }

  /** Oyster's on half-cheetah-vel. */
  public static PearlConfig defaults() {
    return new PearlConfig(
        500,
        100,
        5,
        2000,
        400,
        0,
        600,
        2000,
        16,
        256,
        100,
        5,
        List.of(200, 200, 200),
        List.of(300, 300, 300),
        false,
        0.99,
        5,
        0.1,
        0.005,
        3e-4,
        1e-3,
        1_000_000);
  }

  /** How many transitions a training collects, or some more. */
  public long samples() {
    return samples(trainingTasks);
  }

  private long samples(int tasks) {
    long each = (long) priorSamples + posteriorSamples + extraSamples;
    return (long) tasks * initialSamples + (long) iterations * tasksPerIteration * each;
  }

  /**
   * How many rows of memory a training takes in the end: the transitions that it collects, a tenth more for the ends of
   * episodes, and a block for each task that is not full.
   *
   * @param tasks how many training tasks there are
   */
  long rows(int tasks) {
    return Math.min((long) tasks * capacity, samples(tasks) * 11 / 10 + (long) tasks * 4096);
  }
}
