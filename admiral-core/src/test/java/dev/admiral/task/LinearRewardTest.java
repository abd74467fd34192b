package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LinearRewardTest {
  private static final LinearReward REWARD =
      new LinearReward(0.05, new StateStatistics(List.of(1.0, -2.0), List.of(0.5, 4.0)));

  /** Its standardised components are 3 and −0.25. */
  private static final double[] NEXT = {2.5, -3};

  @Test
  void isWhatItsFormulaSays() {
    double reward =
        REWARD.reward(new double[2], new double[] {2, -1, 0}, NEXT, new double[] {0.5, -1});
    assertThat(reward).isCloseTo(-0.05 * 5 + 0.5 * 3 + 0.25, within(1e-12));
  }

  @Test
  void gradientIsTheStandardisedState() {
    double[] gradient = new double[2];
    REWARD.gradient(new double[2], new double[3], NEXT, new double[] {0.5, -1}, gradient);
    assertThat(gradient).containsExactly(new double[] {3, -0.25}, Offset.offset(1e-12));
  }

  @Test
  void gradientMatchesFiniteDifferences() {
    RandomStream random = RandomStream.of(4);
    for (int i = 0; i < 100; i++) {
      double[] next = {random.nextGaussian(), random.nextGaussian()};
      double[] task = {random.nextGaussian(), random.nextGaussian()};
      RewardGradientChecker.check(REWARD, new double[2], new double[] {1}, next, task);
    }
  }
}
