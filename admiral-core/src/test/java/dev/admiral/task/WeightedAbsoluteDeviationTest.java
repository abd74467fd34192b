package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedAbsoluteDeviationTest {
  private static final WeightedAbsoluteDeviation REWARD =
      new WeightedAbsoluteDeviation(10, 1e-3, List.of(new Feature(2, 1), new Feature(0, 5)));

  @Test
  void isWhatItsFormulaSays() {
    double reward =
        REWARD.reward(
            new double[3],
            new double[] {2, -1},
            new double[] {1.3, 99, 0.5},
            new double[] {2, 1.2});
    assertThat(reward).isCloseTo(10 - 1e-3 * 5 - 1.5 - 5 * 0.1, within(1e-12));
  }

  @Test
  void gradientIsTheWeightedSign() {
    double[] gradient = new double[2];
    REWARD.gradient(
        new double[3], new double[2], new double[] {1.3, 99, 0.5}, new double[] {2, 1.2}, gradient);
    assertThat(gradient).containsExactly(-1, 5);
    REWARD.gradient(
        new double[3], new double[2], new double[] {1.2, 99, 2}, new double[] {2, 1.2}, gradient);
    assertThat(gradient).containsExactly(0, 0);
  }

  @Test
  void gradientMatchesFiniteDifferences() {
    RandomStream random = RandomStream.of(4);
    for (int i = 0; i < 100; i++) {
      double[] next = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double[] task = {random.nextGaussian(), random.nextGaussian()};
      RewardGradientChecker.check(REWARD, new double[3], new double[] {1}, next, task);
    }
  }

  @Test
  void refusesNegativeWeights() {
    assertThatThrownBy(() -> new Feature(0, -1)).hasMessageContaining("not 0 and -1.0");
  }
}
