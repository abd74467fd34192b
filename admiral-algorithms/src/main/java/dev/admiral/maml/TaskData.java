package dev.admiral.maml;

import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.rollout.GeneralizedAdvantage;
import dev.admiral.rollout.Trajectories;

/**
 * What a policy went through in one phase of one task.
 *
 * @param episodes whole ones
 * @param advantages of every row, standardised over the batch, shape {@code [R]}
 */
public record TaskData(EpisodeBatch episodes, float[] advantages) {

  /** Before anything was collected. */
  static final TaskData NONE =
      new TaskData(new EpisodeBatch(new Trajectories(0, 0, 1, 1)), new float[0]);

  /** With the advantages over a linear baseline that is fitted to these episodes. */
  public static TaskData of(EpisodeBatch episodes, GeneralizedAdvantage advantage) {
    double[] returns = episodes.toGo(episodes.rewards(), advantage.gamma());
    double[] values = LinearFeatureBaseline.fitted(episodes, returns);
    return new TaskData(episodes, standardised(advantage.estimate(episodes, values)));
  }

  /** R. */
  public int rows() {
    return advantages.length;
  }

  private static float[] standardised(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    double std = Math.sqrt(variance) + 1e-8;
    float[] result = new float[values.length];
    for (int r = 0; r < result.length; r++) {
      result[r] = (float) ((values[r] - mean) / std);
    }
    return result;
  }
}
