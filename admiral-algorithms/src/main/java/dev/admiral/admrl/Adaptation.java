package dev.admiral.admrl;

import dev.admiral.dynamics.Slbo;
import dev.admiral.rollout.EpisodeBatch;
import java.util.function.DoubleConsumer;

/**
 * Adaptation to a test task (paper, section 5): zero-shot in the trained model, then SLBO with a few real
 * samples, with the return after each.
 */
public final class Adaptation {
  private final AdaptationConfig config;

  public Adaptation(AdaptationConfig config) {
    this.config = config;
  }

  /**
   * What adaptation reached without a real sample.
   *
   * @param policy θ̂
   * @param returns of the evaluation episodes, shape {@code [episodes]}
   */
  public record ZeroShot(float[] policy, double[] returns) {}

  /**
   * What adaptation reached.
   *
   * @param returns of the evaluation episodes after 0, n, 2n, … real samples, shape {@code [stages + 1][
   *     episodes]}
   * @param policy θ after the last
   */
  public record Outcome(double[][] returns, float[] policy) {}

  /**
   * Adapts to ψ.
   *
   * @param slbo in the state that meta-training left; it goes on learning
   * @param progress told which part is done, in [0, 1]
   */
  public Outcome adapt(Slbo slbo, double[] task, DoubleConsumer progress) {
    return stages(slbo, zeroShot(slbo, task, progress), progress);
  }

  /**
   * The part of {@link #adapt} before the first real sample. The model is then the one that θ̂ is the
   * optimum of.
   */
  public ZeroShot zeroShot(Slbo slbo, double[] task, DoubleConsumer progress) {
    slbo.task(task);
    float[] policy = slbo.newPolicy();
    train(slbo, policy, config.zeroShotIterations(), 0, progress);
    return new ZeroShot(policy, measure(slbo, policy));
  }

  /**
   * The part of {@link #adapt} that follows {@link #zeroShot} with the same learner.
   *
   * @param zeroShot not changed
   */
  public Outcome stages(Slbo slbo, ZeroShot zeroShot, DoubleConsumer progress) {
    double[][] returns = new double[config.stages() + 1][];
    float[] policy = zeroShot.policy().clone();
    returns[0] = zeroShot.returns();
    int done = config.zeroShotIterations();
    for (int stage = 1; stage <= config.stages(); stage++) {
      slbo.collect(policy, config.samples());
      train(slbo, policy, config.stageIterations(), done, progress);
      done += config.stageIterations();
      returns[stage] = measure(slbo, policy);
    }
    return new Outcome(returns, policy);
  }

  /** Iterations of virtual training after {@code done} others. */
  private void train(Slbo slbo, float[] policy, int iterations, int done, DoubleConsumer progress) {
    double total =
        config.zeroShotIterations() + (double) config.stages() * config.stageIterations();
    for (int i = 1; i <= iterations; i++) {
      slbo.train(policy);
      progress.accept((done + i) / total);
    }
  }

  private double[] measure(Slbo slbo, float[] policy) {
    return new EpisodeBatch(slbo.realEpisodes(policy, config.episodes(), config.choice()))
        .returns();
  }
}
