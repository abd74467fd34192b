package dev.admiral.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneralizedAdvantageTest {

  /// Four steps of one environment: rewards 1, 2, 3, 4; V 10, 20, 30, 40; V after each step 21, 31, 41,
  /// 51 (only read where an episode is cut). γ = 0.5.
  private static float[] estimate(double lambda, int terminatedAt, int truncatedAt) {
    Trajectories trajectories = new Trajectories(4, 1, 1, 1);
    if (terminatedAt >= 0) {
      trajectories.terminated()[terminatedAt] = true;
    }
    if (truncatedAt >= 0) {
      trajectories.truncated()[truncatedAt] = true;
    }
    float[] advantages = new float[4];
    new GeneralizedAdvantage(0.5, lambda)
        .estimate(
            trajectories,
            new float[] {1, 2, 3, 4},
            new float[] {10, 20, 30, 40},
            new float[] {21, 31, 41, 51},
            advantages);
    return advantages;
  }

  @Test
  void aRolloutThatStopsIsBootstrapped() {
    // δ = 1 + 10 − 10, 2 + 15 − 20, 3 + 20 − 30, 4 + 25.5 − 40.
    assertThat(estimate(0, -1, -1)).containsExactly(1f, -3f, -7f, -10.5f);
    // Aₜ = δₜ + ½·Aₜ₊₁.
    assertThat(estimate(1, -1, -1)).containsExactly(-3.5625f, -9.125f, -12.25f, -10.5f);
    // Aₜ = δₜ + ¼·Aₜ₊₁.
    assertThat(estimate(0.5, -1, -1)).containsExactly(-0.3515625f, -5.40625f, -9.625f, -10.5f);
  }

  @Test
  void nothingLiesBeyondATermination() {
    // Step 1 ends its episode: δ₁ = 2 + 0 − 20.
    assertThat(estimate(0, 1, -1)).containsExactly(1f, -18f, -7f, -10.5f);
    assertThat(estimate(1, 1, -1)).containsExactly(-8f, -18f, -12.25f, -10.5f);
    // At the very end: δ₃ = 4 − 40.
    assertThat(estimate(1, 3, -1)).containsExactly(-6.75f, -15.5f, -25f, -36f);
  }

  @Test
  void aTruncationIsBootstrappedFromTheLastObservation() {
    // Step 1 is cut off: δ₁ = 2 + 31/2 − 20, and nothing of step 2 flows back.
    assertThat(estimate(0, -1, 1)).containsExactly(1f, -2.5f, -7f, -10.5f);
    assertThat(estimate(1, -1, 1)).containsExactly(-0.25f, -2.5f, -12.25f, -10.5f);
  }

  /// Of whole episodes: nothing lies beyond the end of either, whether it terminated or was cut off.
  @Test
  void wholeEpisodesHaveNothingBeyondThem() {
    Trajectories trajectories = new Trajectories(2, 2, 1, 1);
    trajectories.terminated()[trajectories.row(1, 0)] = true;
    trajectories.truncated()[trajectories.row(1, 1)] = true;
    float[] rewards = trajectories.rewards();
    rewards[trajectories.row(0, 0)] = 1;
    rewards[trajectories.row(1, 0)] = 2;
    rewards[trajectories.row(0, 1)] = 3;
    rewards[trajectories.row(1, 1)] = 4;

    double[] advantages =
        new GeneralizedAdvantage(0.5, 1)
            .estimate(new EpisodeBatch(trajectories), new double[] {10, 20, 30, 40});

    // With λ = 1 the return to go less the value: 1 + ½·2 − 10, 2 − 20, 3 + ½·4 − 30, 4 − 40.
    assertThat(advantages).containsExactly(-8, -18, -25, -36);
  }

  @Test
  void terminationOutranksTruncation() {
    assertThat(estimate(1, 1, 1)).isEqualTo(estimate(1, 1, -1));
  }

  /// The definition itself: a double sum over δ, cut at the end of the episode.
  @ParameterizedTest
  @CsvSource({"0.99, 0.95", "0.9, 0", "0.9, 1", "1, 1", "0, 0.5", "1, 0.97"})
  void equalsTheDoubleSumOfTheDefinition(double gamma, double lambda) {
    int steps = 60;
    int environments = 7;
    RandomStream random = RandomStream.of(1);
    Trajectories trajectories = new Trajectories(steps, environments, 1, 1);
    int rows = trajectories.rows();
    float[] rewards = new float[rows];
    float[] values = new float[rows];
    float[] finalValues = new float[rows];
    for (int r = 0; r < rows; r++) {
      rewards[r] = (float) random.nextGaussian();
      values[r] = (float) random.nextGaussian();
      finalValues[r] = (float) random.nextGaussian();
      trajectories.terminated()[r] = random.nextInt(12) == 0;
      trajectories.truncated()[r] = random.nextInt(12) == 0;
    }
    float[] advantages = new float[rows];
    new GeneralizedAdvantage(gamma, lambda)
        .estimate(trajectories, rewards, values, finalValues, advantages);
    for (int n = 0; n < environments; n++) {
      for (int t = 0; t < steps; t++) {
        double expected = 0;
        for (int k = t; k < steps; k++) {
          int row = k * environments + n;
          boolean end =
              k == steps - 1 || trajectories.terminated()[row] || trajectories.truncated()[row];
          double next = end ? finalValues[row] : values[row + environments];
          if (trajectories.terminated()[row]) {
            next = 0;
          }
          double delta = rewards[row] + gamma * next - values[row];
          expected += Math.pow(gamma * lambda, k - t) * delta;
          if (end) {
            break;
          }
        }
        assertThat((double) advantages[t * environments + n]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  /// With λ = 1 and V = 0 the advantage is the discounted return.
  @Test
  void isTheReturnWithoutValues() {
    Trajectories trajectories = new Trajectories(3, 1, 1, 1);
    float[] advantages = new float[3];
    new GeneralizedAdvantage(0.5, 1)
        .estimate(trajectories, new float[] {1, 1, 1}, new float[3], new float[3], advantages);
    assertThat(advantages).containsExactly(1.75f, 1.5f, 1f);
  }

  @Test
  void valuesAfterAStepAreOnlyReadWhereAnEpisodeIsCut() {
    Trajectories trajectories = new Trajectories(4, 2, 1, 1);
    trajectories.terminated()[trajectories.row(1, 0)] = true;
    trajectories.truncated()[trajectories.row(2, 1)] = true;
    float[] finalValues = new float[8];
    Arrays.fill(finalValues, Float.NaN);
    finalValues[trajectories.row(2, 1)] = 1;
    finalValues[trajectories.row(3, 0)] = 1;
    finalValues[trajectories.row(3, 1)] = 1;
    float[] advantages = new float[8];
    new GeneralizedAdvantage(0.9, 0.9)
        .estimate(trajectories, new float[8], new float[8], finalValues, advantages);
    assertThat(advantages).doesNotContain(Float.NaN);
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GeneralizedAdvantage(1.01, 0.5))
        .withMessageContaining("gamma");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GeneralizedAdvantage(0.5, Double.NaN))
        .withMessageContaining("lambda");
  }
}
