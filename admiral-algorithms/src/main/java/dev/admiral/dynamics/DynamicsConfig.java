package dev.admiral.dynamics;

import dev.admiral.nn.Adam;
import java.util.List;

/**
 * Settings of {@link DynamicsModel} and {@link DynamicsTraining}. The defaults are those with which the
 * AdMRL paper's implementation runs.
 *
 * @param hidden widths of the hidden layers
 * @param batchSize samples a step of Adam
 * @param lossHorizon H, over how many steps the model is unrolled for its loss; the AdMRL implementation
 *     has 1, the SLBO paper 2
 * @param stateLimit predicted states are clipped to this many standard deviations around the mean, so
 *     that a poor model cannot run away to infinity
 * @param optimizer Adam: learning rate, weight decay, clipping
 */
public record DynamicsConfig(
    List<Integer> hidden,
    int batchSize,
    int lossHorizon,
    double stateLimit,
    Adam.Config optimizer) {
  public DynamicsConfig {
    hidden = List.copyOf(hidden);
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch-size must be at least 1, not " + batchSize);
    }
    if (lossHorizon < 1) {
      throw new IllegalArgumentException("loss-horizon must be at least 1, not " + lossHorizon);
    }
    if (!(stateLimit > 0)) {
      throw new IllegalArgumentException("state-limit must be positive, not " + stateLimit);
    }
  }

  public static DynamicsConfig defaults() {
    return new DynamicsConfig(List.of(1000, 1000), 256, 1, 100, new Adam.Config(1e-3, 1e-5, 2));
  }
}
