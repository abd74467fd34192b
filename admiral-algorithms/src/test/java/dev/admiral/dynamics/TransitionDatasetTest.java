package dev.admiral.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.rollout.Trajectories;
import org.junit.jupiter.api.Test;

class TransitionDatasetTest {
  private final RandomStream random = RandomStream.of(1);

  /** 4 steps of 3 environments; the second's episode ends after 2 steps, the third's is cut after 3. */
  private Trajectories rollout() {
    Trajectories rollout = RandomTransitions.rollout(4, 3, 2, 1, random);
    rollout.terminated()[rollout.row(1, 1)] = true;
    rollout.truncated()[rollout.row(2, 2)] = true;
    return rollout;
  }

  private static void assertRow(Matrix actual, int row, Matrix expected, int expectedRow) {
    assertThat(NaiveDynamics.row(actual, row))
        .containsExactly(NaiveDynamics.row(expected, expectedRow));
  }

  @Test
  void keepsEachEnvironmentInTheOrderInWhichItWentOn() {
    Trajectories rollout = rollout();
    var data = new TransitionDataset(2, 1);
    assertThat(data.isEmpty()).isTrue();

    data.add(rollout, 0, 3);

    assertThat(data.size()).isEqualTo(12);
    for (int n = 0; n < 3; n++) {
      for (int t = 0; t < 4; t++) {
        assertRow(data.observations(), 4 * n + t, rollout.observations(), rollout.row(t, n));
        assertRow(data.actions(), 4 * n + t, rollout.actions(), rollout.row(t, n));
        assertRow(
            data.nextObservations(), 4 * n + t, rollout.nextObservations(), rollout.row(t, n));
      }
    }
  }

  @Test
  void isCutWhereEpisodesAndRolloutsEnd() {
    var data = new TransitionDataset(2, 1);

    data.add(rollout(), 0, 3);

    boolean[] cuts = new boolean[data.size()];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = data.cut(i);
    }
    assertThat(cuts)
        .containsExactly(
            false, false, false, true, // went on until the rollout's end
            false, true, false, true, // terminated
            false, false, true, true); // truncated
  }

  @Test
  void takesOnlyTheEnvironmentsAskedFor() {
    Trajectories rollout = rollout();
    var data = new TransitionDataset(2, 1);

    data.add(rollout, 2, 2);
    assertThat(data.isEmpty()).isTrue();
    data.add(rollout, 1, 2);

    assertThat(data.size()).isEqualTo(4);
    assertRow(data.observations(), 0, rollout.observations(), rollout.row(0, 1));
  }

  @Test
  void growsWithoutForgetting() {
    var data = new TransitionDataset(2, 1);
    Trajectories first = rollout();
    data.add(first, 0, 3);

    Trajectories last = first;
    for (int i = 0; i < 30; i++) {
      last = rollout();
      data.add(last, 0, 3);
    }

    assertThat(data.size()).isEqualTo(31 * 12);
    assertThat(data.observations().rows()).isEqualTo(31 * 12);
    assertRow(data.observations(), 0, first.observations(), 0);
    assertRow(data.nextObservations(), 7, first.nextObservations(), first.row(3, 1));
    assertRow(data.actions(), 30 * 12 + 11, last.actions(), last.row(3, 2));
    assertThat(data.cut(5)).isTrue();
    assertThat(data.cut(30 * 12 + 4)).isFalse();
  }

  @Test
  void goesThroughACheckpointAndGrowsOn() {
    var data = new TransitionDataset(2, 1);
    data.add(rollout(), 0, 3);
    data.add(rollout(), 0, 2);
    Checkpoint checkpoint = new Checkpoint();
    data.save(checkpoint);

    var restored = new TransitionDataset(2, 1);
    restored.add(rollout(), 0, 1);
    restored.restore(checkpoint);
    Trajectories more = rollout();
    data.add(more, 0, 3);
    restored.add(more, 0, 3);

    assertThat(restored.size()).isEqualTo(data.size()).isEqualTo(32);
    for (int i = 0; i < 32; i++) {
      assertRow(restored.observations(), i, data.observations(), i);
      assertRow(restored.actions(), i, data.actions(), i);
      assertRow(restored.nextObservations(), i, data.nextObservations(), i);
      assertThat(restored.cut(i)).isEqualTo(data.cut(i));
    }
  }

  @Test
  void anEmptyOneGoesThroughACheckpoint() {
    Checkpoint checkpoint = new Checkpoint();
    new TransitionDataset(2, 1).save(checkpoint);
    var restored = new TransitionDataset(2, 1);
    restored.add(rollout(), 0, 3);

    restored.restore(checkpoint);

    assertThat(restored.isEmpty()).isTrue();
  }
}
