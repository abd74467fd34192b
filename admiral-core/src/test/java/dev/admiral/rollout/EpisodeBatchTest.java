package dev.admiral.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import dev.admiral.task.WeightedAbsoluteDeviation;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EpisodeBatchTest {
  private static final int STEPS = 6;
  private static final double GAMMA = 0.9;

  /** Of the first episodes. */
  private static final int[] LENGTHS = {3, 6, 1, 6, 5};

  private final RandomStream random = RandomStream.of(4);
  private final Trajectories trajectories = trajectories();
  private final EpisodeBatch batch = new EpisodeBatch(trajectories);

  private Trajectories trajectories() {
    var result = new Trajectories(STEPS, LENGTHS.length, 1, 1);
    for (int row = 0; row < result.rows(); row++) {
      result.rewards()[row] = (float) random.nextGaussian();
      result.observations().set(row, 0, (float) random.nextGaussian());
      result.actions().set(row, 0, (float) random.nextGaussian());
      result.nextObservations().set(row, 0, (float) random.nextGaussian());
    }
    result.terminated()[result.row(2, 0)] = true;
    result.terminated()[result.row(4, 0)] = true; // a second episode
    result.truncated()[result.row(5, 1)] = true;
    result.terminated()[result.row(0, 2)] = true;
    result.truncated()[result.row(4, 4)] = true;
    return result; // environment 3 goes on beyond the rollout
  }

  private double reward(int t, int n) {
    return trajectories.rewards()[trajectories.row(t, n)];
  }

  @Test
  void holdsTheFirstEpisodeOfEveryEnvironmentAndNothingElse() {
    assertThat(batch.episodes()).isEqualTo(5);
    assertThat(batch.rows()).isEqualTo(Arrays.stream(LENGTHS).sum());
    int row = 0;
    for (int n = 0; n < LENGTHS.length; n++) {
      for (int t = 0; t < LENGTHS[n]; t++) {
        int from = trajectories.row(t, n);
        assertThat(batch.episode(row)).isEqualTo(n);
        assertThat(batch.time(row)).isEqualTo(t);
        assertThat(batch.rewards()[row]).isEqualTo(reward(t, n));
        assertThat(batch.observations().get(row, 0))
            .isEqualTo(trajectories.observations().get(from, 0));
        assertThat(batch.actions().get(row, 0)).isEqualTo(trajectories.actions().get(from, 0));
        row++;
      }
    }
  }

  /** Lengths 3, 6, 1, 6, 5 of 6 at most, then the same again: after 3 + 6 + 1 of 21 there is room for 6, then for 5 only. */
  @Test
  void takesWholeEpisodesAsLongAsThereIsRoomForTheLongest() {
    int[] calls = {0};
    Supplier<Trajectories> collector =
        () -> {
          calls[0]++;
          return trajectories;
        };
    EpisodeBatch some = EpisodeBatch.within(21, STEPS, collector);
    assertThat(some.episodes()).isEqualTo(4);
    assertThat(some.rows()).isEqualTo(16);
    assertThat(calls[0]).isEqualTo(1);

    EpisodeBatch more = EpisodeBatch.within(34, STEPS, collector);
    assertThat(more.episodes()).isEqualTo(7);
    assertThat(more.rows()).isEqualTo(21 + 3 + 6);
    assertThat(calls[0]).isEqualTo(3);
    assertThat(more.episode(21)).isEqualTo(5);
    assertThat(more.time(21)).isZero();
    assertThat(more.rewards()[21]).isEqualTo(reward(0, 0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EpisodeBatch.within(5, STEPS, collector))
        .withMessage("5 samples have no room for an episode of 6");
  }

  @Test
  void isACopy() {
    double before = batch.rewards()[0];
    Arrays.fill(trajectories.rewards(), 99);
    trajectories.observations().fill(99);

    assertThat(batch.rewards()[0]).isEqualTo(before);
    assertThat(batch.observations().get(0, 0)).isNotEqualTo(99);
  }

  @Test
  void returnsAreUndiscountedAndOfOneEpisodeEach() {
    double total = 0;
    for (int n = 0; n < LENGTHS.length; n++) {
      double sum = 0;
      for (int t = 0; t < LENGTHS[n]; t++) {
        sum += reward(t, n);
      }
      assertThat(batch.returns()[n]).isCloseTo(sum, within(1e-12));
      total += sum;
    }
    assertThat(batch.meanReturn()).isCloseTo(total / LENGTHS.length, within(1e-12));
  }

  @Test
  void discountedSumsBeginAnewWithEveryEpisode() {
    double[] sums = batch.discountedSums(batch.rewards(), GAMMA);

    for (int n = 0; n < LENGTHS.length; n++) {
      double expected = 0;
      for (int t = 0; t < LENGTHS[n]; t++) {
        expected += Math.pow(GAMMA, t) * reward(t, n);
      }
      assertThat(sums[n]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void whatIsToGoEndsWithTheEpisode() {
    double[] toGo = batch.toGo(batch.rewards(), GAMMA);

    int row = 0;
    for (int n = 0; n < LENGTHS.length; n++) {
      for (int t = 0; t < LENGTHS[n]; t++) {
        double expected = 0;
        for (int k = t; k < LENGTHS[n]; k++) {
          expected += Math.pow(GAMMA, k - t) * reward(k, n);
        }
        assertThat(toGo[row++]).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void theBaselineIsTheMeanOfTheOthersAtTheSameTime() {
    double[] toGo = batch.toGo(batch.rewards(), GAMMA);

    double[] centred = batch.centred(toGo);

    for (int r = 0; r < batch.rows(); r++) {
      double others = 0;
      for (int q = 0; q < batch.rows(); q++) {
        if (batch.time(q) == batch.time(r) && batch.episode(q) != batch.episode(r)) {
          others += toGo[q];
        }
      }
      // Episodes that have ended count with 0.
      assertThat(centred[r]).isCloseTo(toGo[r] - others / 4, within(1e-12));
    }
  }

  @Test
  void oneEpisodeAloneHasNoBaseline() {
    var alone = new EpisodeBatch(new Trajectories(3, 1, 1, 1));

    assertThat(alone.centred(new double[] {1, 2, 3})).containsExactly(1, 2, 3);
  }

  @Test
  void rewardGradientsAreTheRewards() {
    var reward = new WeightedAbsoluteDeviation(1, 0, List.of(new Feature(0, 3)));

    double[][] gradients = batch.rewardGradients(reward, new double[] {0.7});

    assertThat(gradients).hasNumberOfRows(1);
    for (int r = 0; r < batch.rows(); r++) {
      int from = trajectories.row(batch.time(r), batch.episode(r));
      assertThat(gradients[0][r])
          .isEqualTo(3 * Math.signum(trajectories.nextObservations().get(from, 0) - 0.7));
    }
  }
}
