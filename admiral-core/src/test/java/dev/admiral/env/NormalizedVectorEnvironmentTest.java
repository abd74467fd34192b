package dev.admiral.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NormalizedVectorEnvironmentTest {
  private static final Matrix ACTIONS = Matrix.of(new float[] {0.25f, -0.5f}, 1);
  private static final Offset<Float> ROUNDING = Offset.offset(1e-3f);

  /** Rows whose episodes last 3 and 5 steps; they observe an episode's random number, and the steps so far. */
  private static VectorEnvironment pool(RandomStreams streams) {
    return new PooledVectorEnvironment(
        List.of(new CountingEnvironment(3), new CountingEnvironment(5)),
        streams,
        "row",
        Workers.SERIAL);
  }

  private static VectorEnvironment pool() {
    return pool(new RandomStreams(1));
  }

  private static NormalizedVectorEnvironment learning(RandomStreams streams) {
    return new NormalizedVectorEnvironment(
        pool(streams), new RunningNormalizer(2), Optional.of(new RewardScale(2, 0.9)), true);
  }

  /** Rows of observations, as plain numbers. */
  private static List<double[]> rows(Matrix matrix) {
    List<double[]> rows = new ArrayList<>();
    for (int r = 0; r < matrix.rows(); r++) {
      rows.add(new double[] {matrix.get(r, 0), matrix.get(r, 1)});
    }
    return rows;
  }

  /** (x − mean)/std by all rows seen so far, in two passes. */
  private static void check(Matrix normalized, List<double[]> raw, List<double[]> seen) {
    for (int i = 0; i < 2; i++) {
      int column = i;
      double mean = seen.stream().mapToDouble(row -> row[column]).average().orElseThrow();
      double squares =
          seen.stream().mapToDouble(row -> Math.pow(row[column] - mean, 2)).sum() / seen.size();
      double std = Math.max(1e-6, Math.sqrt(squares));
      for (int r = 0; r < raw.size(); r++) {
        double expected = Math.clamp((raw.get(r)[i] - mean) / std, -10, 10);
        assertThat(normalized.get(r, i)).isCloseTo((float) expected, ROUNDING);
      }
    }
  }

  /** A twin without normalisation shows the raw numbers. */
  @Test
  void subtractsTheMeanAndDividesByTheDeviationOfAllThatWasSeen() {
    try (VectorEnvironment twin = pool();
        VectorEnvironment normalized =
            new NormalizedVectorEnvironment(
                pool(), new RunningNormalizer(2), Optional.empty(), true)) {
      List<double[]> seen = new ArrayList<>(rows(twin.reset().observations()));
      StepBatch batch = normalized.reset();
      check(batch.observations(), seen, seen);
      for (int t = 0; t < 12; t++) {
        StepBatch raw = twin.step(ACTIONS);
        batch = normalized.step(ACTIONS);
        seen.addAll(rows(raw.observations()));
        check(batch.observations(), rows(raw.observations()), seen);
        check(batch.nextObservations(), rows(raw.nextObservations()), seen);
        for (int r = 0; r < 2; r++) {
          assertThat(batch.reward(r)).isEqualTo(raw.reward(r));
          assertThat(batch.terminated(r)).isEqualTo(raw.terminated(r));
        }
      }
      assertThat(normalized.observationSpace()).isEqualTo(Box.cube(2, -10, 10));
    }
  }

  @Test
  void rewardsAreScaledButReturnsOfEpisodesAreTrue() {
    RewardScale twin = new RewardScale(2, 0.9);
    try (VectorEnvironment environment = learning(new RandomStreams(1))) {
      environment.reset();
      for (int t = 1; t <= 6; t++) {
        StepBatch batch = environment.step(ACTIONS);
        assertThat(batch.reward(0)).isEqualTo(twin.scale(0, 0.25f, t % 3 == 0, true));
        assertThat(batch.reward(1)).isEqualTo(twin.scale(1, -0.5f, t % 5 == 0, true));
        assertThat(batch.episodeCompleted(0)).isEqualTo(t % 3 == 0);
        if (t % 3 == 0) {
          assertThat(batch.episodeReturn(0)).isEqualTo(3 * 0.25);
          assertThat(batch.episodeLength(0)).isEqualTo(3);
        }
      }
    }
  }

  @Test
  void atTestTheStatisticsStayAsTheyAreAndWhatIsFarIsClipped() {
    RunningNormalizer statistics = new RunningNormalizer(2);
    // Means 2000 and 1, deviations 1 and 2.
    statistics.update(Matrix.of(new float[] {1999, -1, 2001, 3}, 2));
    try (VectorEnvironment environment =
        new NormalizedVectorEnvironment(pool(), statistics, Optional.empty(), false)) {
      StepBatch batch = environment.reset();
      for (int t = 1; t <= 4; t++) {
        batch = environment.step(ACTIONS);
        // A random number is below 1000.
        assertThat(batch.observations().get(1, 0)).isEqualTo(-10);
        assertThat(batch.observations().get(1, 1)).isCloseTo((t - 1) / 2f, ROUNDING);
      }
      assertThat(statistics.count()).isEqualTo(2);
      assertThat(batch.reward(0)).isEqualTo(0.25f);
    }
  }

  @Test
  void thePartsOfAnEnvironmentThatDoesNotLearnShareItsStatistics() {
    RunningNormalizer statistics = new RunningNormalizer(2);
    statistics.update(Matrix.of(new float[] {0, 0, 1000, 4}, 2));
    try (VectorEnvironment whole =
            new NormalizedVectorEnvironment(pool(), statistics, Optional.empty(), false);
        VectorEnvironment parted =
            new NormalizedVectorEnvironment(pool(), statistics, Optional.empty(), false);
        VectorEnvironment learning = learning(new RandomStreams(1))) {
      Matrix expected = whole.reset().observations();
      List<VectorEnvironment> parts = parted.split(2);
      for (int r = 0; r < 2; r++) {
        Matrix part = parts.get(r).reset().observations();
        assertThat(part.get(0, 0)).isEqualTo(expected.get(r, 0));
        assertThat(part.get(0, 1)).isEqualTo(expected.get(r, 1));
      }
      assertThatIllegalStateException().isThrownBy(() -> learning.split(2));
    }
  }

  @Test
  void goesOnFromACheckpointToTheSameBits() {
    RandomStreams streams = new RandomStreams(1);
    Checkpoint environments = new Checkpoint();
    Checkpoint random = new Checkpoint();
    List<Float> expected = new ArrayList<>();
    try (VectorEnvironment first = learning(streams)) {
      first.reset();
      for (int t = 0; t < 4; t++) {
        first.step(ACTIONS);
      }
      first.save(environments);
      streams.save(random);
      for (int t = 0; t < 7; t++) {
        remember(first.step(ACTIONS), expected);
      }
    }
    RandomStreams others = new RandomStreams(1);
    List<Float> actual = new ArrayList<>();
    try (VectorEnvironment second = learning(others)) {
      second.restore(environments);
      others.restore(random);
      for (int t = 0; t < 7; t++) {
        remember(second.step(ACTIONS), actual);
      }
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static void remember(StepBatch batch, List<Float> numbers) {
    for (int r = 0; r < 2; r++) {
      numbers.add(batch.observations().get(r, 0));
      numbers.add(batch.observations().get(r, 1));
      numbers.add(batch.reward(r));
    }
  }
}
