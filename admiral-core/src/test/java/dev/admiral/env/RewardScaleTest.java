package dev.admiral.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RewardScaleTest {
  private static final double GAMMA = 0.5;
  private static final Offset<Float> ROUNDING = Offset.offset(1e-5f);

  /** Of the population. */
  private static double std(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / values.size());
  }

  /** Rows take turns; each has a discounted sum of its own, and all sums count. */
  @Test
  void dividesByTheDeviationOfTheDiscountedSumsSoFar() {
    RewardScale scale = new RewardScale(2, GAMMA);
    double[] sums = {0, 0};
    List<Double> seen = new ArrayList<>();
    float[] rewards = {1, 4, -2, 3, 0.5f, 2, -1, 5};
    for (int i = 0; i < rewards.length; i++) {
      int row = i % 2;
      sums[row] = GAMMA * sums[row] + rewards[i];
      seen.add(sums[row]);
      float scaled = scale.scale(row, rewards[i], false, true);
      if (i > 0) {
        assertThat(scaled).isCloseTo((float) (rewards[i] / std(seen)), ROUNDING);
      }
    }
  }

  @Test
  void anEndedEpisodeLeavesNothingBehind() {
    RewardScale scale = new RewardScale(1, GAMMA);
    scale.scale(0, 8, false, true);
    scale.scale(0, 2, true, true); // The sums are 8 and 6.
    assertThat(scale.scale(0, 3, false, true))
        .isCloseTo((float) (3 / std(List.of(8.0, 6.0, 3.0))), ROUNDING);
    scale.reset();
    assertThat(scale.scale(0, 4, false, true))
        .isCloseTo((float) (4 / std(List.of(8.0, 6.0, 3.0, 4.0))), ROUNDING);
  }

  @Test
  void clipsOnBothSides() {
    RewardScale scale = new RewardScale(1, GAMMA);
    // One sum alone has no deviation.
    assertThat(scale.scale(0, 1, true, true)).isEqualTo(10);
    scale.scale(0, 3, true, true);
    // The sums are 1 and 3, their deviation 1.
    assertThat(scale.scale(0, 9.5f, true, false)).isCloseTo(9.5f, ROUNDING);
    assertThat(scale.scale(0, 10.5f, true, false)).isEqualTo(10);
    assertThat(scale.scale(0, -10.5f, true, false)).isEqualTo(-10);
  }

  @Test
  void staysAsItIsWhereItDoesNotLearn() {
    RewardScale scale = new RewardScale(1, GAMMA);
    scale.scale(0, 1, true, true);
    scale.scale(0, 5, true, true);
    for (int i = 0; i < 3; i++) {
      assertThat(scale.scale(0, 6, false, false)).isCloseTo(3, ROUNDING);
    }
  }

  @Test
  void goesOnFromACheckpoint() {
    RewardScale first = new RewardScale(2, GAMMA);
    first.scale(0, 1, false, true);
    first.scale(1, -3, false, true);
    first.scale(0, 2, true, true);
    Checkpoint checkpoint = new Checkpoint();
    first.save(checkpoint);
    RewardScale second = new RewardScale(2, GAMMA);
    second.restore(checkpoint);
    for (int i = 0; i < 4; i++) {
      assertThat(second.scale(i % 2, i, false, true)).isEqualTo(first.scale(i % 2, i, false, true));
    }
  }
}
