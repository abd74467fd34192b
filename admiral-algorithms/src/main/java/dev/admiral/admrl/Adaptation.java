package dev.admiral.admrl;

import dev.admiral.dynamics.Slbo;
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
    slbo.task(task);
    double total =
        config.zeroShotIterations() + (double) config.stages() * config.stageIterations();
    double[][] returns = new double[config.stages() + 1][];
    float[] policy = slbo.newPolicy();
    int done = 0;
    for (int i = 0; i < config.zeroShotIterations(); i++) {
      slbo.train(policy);
      progress.accept(++done / total);
    }
    returns[0] = measure(slbo, policy);
    for (int stage = 1; stage <= config.stages(); stage++) {
      slbo.collect(policy, config.samples());
      for (int i = 0; i < config.stageIterations(); i++) {
        slbo.train(policy);
        progress.accept(++done / total);
      }
      returns[stage] = measure(slbo, policy);
    }
    return new Outcome(returns, policy);
  }

  private double[] measure(Slbo slbo, float[] policy) {
    return new EpisodeBatch(slbo.realEpisodes(policy, config.episodes(), config.choice()))
        .returns();
  }
}
