package dev.admiral.env;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import java.util.Arrays;

/**
 * Rewards divided by the running standard deviation of the discounted sums of the rewards so far, and clipped, so
 * that values are of the order of 1 whatever the environment pays.
 */
public final class RewardScale {
  private final double gamma;
  private final double[] sums;
  private final RunningNormalizer statistics = new RunningNormalizer(1);
  private final Matrix sum = Matrix.zeros(1, 1);

  /**
   * @param environments how many there are
   * @param gamma the discount, in [0, 1]
   */
  public RewardScale(int environments, double gamma) {
    this.sums = new double[environments];
    this.gamma = gamma;
  }

  void reset() {
    Arrays.fill(sums, 0);
  }

  /** The scaled reward of a row. */
  float scale(int row, float reward, boolean ended, boolean learning) {
    sums[row] = gamma * sums[row] + reward;
    if (learning) {
      sum.set(0, 0, (float) sums[row]);
      statistics.update(sum);
    }
    if (ended) {
      sums[row] = 0;
    }
    double limit = NormalizedVectorEnvironment.LIMIT;
    return (float) Math.clamp(reward / statistics.std()[0], -limit, limit);
  }

  void save(Checkpoint checkpoint) {
    statistics.save(checkpoint);
    checkpoint.put("sums", sums);
  }

  void restore(Checkpoint checkpoint) {
    statistics.restore(checkpoint);
    checkpoint.read("sums", sums);
  }
}
