package dev.admiral.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrajectoriesTest {

  /// Two environments, five steps, rewards 1, 2, …, 5 and 10, 20, …, 50.
  private static Trajectories trajectories() {
    Trajectories trajectories = new Trajectories(5, 2, 3, 1);
    for (int t = 0; t < 5; t++) {
      trajectories.rewards()[trajectories.row(t, 0)] = t + 1;
      trajectories.rewards()[trajectories.row(t, 1)] = 10 * (t + 1);
    }
    return trajectories;
  }

  @Test
  void episodesThatEndedCountInOrder() {
    Trajectories trajectories = trajectories();
    trajectories.terminated()[trajectories.row(1, 0)] = true;
    trajectories.truncated()[trajectories.row(4, 0)] = true;
    trajectories.truncated()[trajectories.row(2, 1)] = true;
    // Environment 0: 1 + 2 and 3 + 4 + 5; environment 1: 10 + 20 + 30, the rest unfinished.
    assertThat(trajectories.episodeReturns()).containsExactly(3, 12, 60);
    assertThat(trajectories.meanReturn()).isCloseTo(25, within(1e-12));
    assertThat(trajectories.meanLength()).isCloseTo((2 + 3 + 3) / 3.0, within(1e-12));
    assertThat(trajectories.firstEpisodeLength(0)).isEqualTo(2);
    assertThat(trajectories.firstEpisodeLength(1)).isEqualTo(3);
    assertThat(trajectories.ended(trajectories.row(1, 0))).isTrue();
    assertThat(trajectories.ended(trajectories.row(1, 1))).isFalse();
  }

  @Test
  void unfinishedEpisodesCountWhereNoneEnded() {
    Trajectories trajectories = trajectories();
    assertThat(trajectories.episodeReturns()).containsExactly(15, 150);
    assertThat(trajectories.meanLength()).isEqualTo(5);
    assertThat(trajectories.firstEpisodeLength(1)).isEqualTo(5);
  }

  @Test
  void rowsAreStepsOfAllEnvironments() {
    Trajectories trajectories = trajectories();
    assertThat(trajectories.rows()).isEqualTo(10);
    assertThat(trajectories.observations().rows()).isEqualTo(10);
    assertThat(trajectories.observations().columns()).isEqualTo(3);
    assertThat(trajectories.nextObservations().columns()).isEqualTo(3);
    assertThat(trajectories.actions().columns()).isEqualTo(1);
    assertThat(trajectories.row(3, 1)).isEqualTo(7);
  }
}
