package dev.admiral.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PooledVectorEnvironmentTest {

  /** Row i's episodes last i + 1 steps. */
  private static PooledVectorEnvironment pool(int size, Workers workers) {
    List<Environment> environments = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      environments.add(new CountingEnvironment(i + 1));
    }
    return new PooledVectorEnvironment(environments, new RandomStreams(5), "pool", workers);
  }

  /** The random numbers that row {@code row} draws at its resets. */
  private static double[] draws(int row, int count) {
    var stream = new RandomStreams(5).stream("pool", row);
    return IntStream.range(0, count).mapToDouble(i -> stream.nextInt(1000)).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void resetsWithinTheStepThatEndsAnEpisode(int count) {
    double[] a = draws(0, 4);
    double[] b = draws(1, 4);
    try (Workers workers = new Workers(count);
        PooledVectorEnvironment pool = pool(2, workers)) {
      StepBatch batch = pool.reset();
      expect(batch, 0, new double[] {a[0], 0}, null, 0, false);
      expect(batch, 1, new double[] {b[0], 0}, null, 0, false);

      batch = pool.step(actions(0.25f, 0.5f));
      // Row 0 ends with every step; row 1 with every second.
      expect(batch, 0, new double[] {a[1], 0}, new double[] {a[0], 1}, 0.25f, true);
      expect(batch, 1, new double[] {b[0], 1}, new double[] {b[0], 1}, 0.5f, false);

      batch = pool.step(actions(-0.25f, -0.5f));
      expect(batch, 0, new double[] {a[2], 0}, new double[] {a[1], 1}, -0.25f, true);
      expect(batch, 1, new double[] {b[1], 0}, new double[] {b[0], 2}, -0.5f, true);

      batch = pool.step(actions(1, 1));
      expect(batch, 0, new double[] {a[3], 0}, new double[] {a[2], 1}, 1, true);
      expect(batch, 1, new double[] {b[1], 1}, new double[] {b[1], 1}, 1, false);
    }
  }

  @Test
  void truncationResetsTooAndIsTold() {
    Environment limited = new TimeLimit(new CountingEnvironment(100), 2);
    try (PooledVectorEnvironment pool =
        new PooledVectorEnvironment(
            List.of(limited), new RandomStreams(5), "pool", Workers.SERIAL)) {
      double[] a = draws(0, 2);
      pool.reset();
      assertThat(pool.step(actions(0)).truncated(0)).isFalse();
      StepBatch batch = pool.step(actions(0));
      assertThat(batch.truncated(0)).isTrue();
      expect(batch, 0, new double[] {a[1], 0}, new double[] {a[0], 2}, 0, false);
    }
  }

  @Test
  void whatHappensDoesNotDependOnTheNumberOfWorkers() {
    float[] expected = run(new Workers(1));
    for (int count = 2; count <= 4; count++) {
      assertThat(run(new Workers(count))).isEqualTo(expected);
    }
  }

  private static float[] run(Workers team) {
    try (Workers workers = team;
        PooledVectorEnvironment pool = pool(7, workers)) {
      pool.reset();
      List<Float> seen = new ArrayList<>();
      for (int t = 0; t < 50; t++) {
        record(pool.step(rowActions(7, t)), seen);
      }
      return toArray(seen);
    }
  }

  @Test
  void thePartsOfASplitAreTheRowsOfTheWhole() {
    List<Float> whole = new ArrayList<>();
    try (PooledVectorEnvironment pool = pool(7, Workers.SERIAL)) {
      pool.reset();
      for (int t = 0; t < 20; t++) {
        record(pool.step(rowActions(7, t)), whole);
      }
    }
    List<Float> parts = new ArrayList<>();
    try (PooledVectorEnvironment pool = pool(7, Workers.SERIAL)) {
      StepBatch batch = pool.reset();
      List<VectorEnvironment> split = pool.split(3);
      assertThat(split).extracting(VectorEnvironment::size).containsExactly(2, 2, 3);
      for (int t = 0; t < 20; t++) {
        int from = 0;
        for (VectorEnvironment part : split) {
          part.step(rowActions(7, t).rows(from, from + part.size()));
          from += part.size();
        }
        record(batch, parts);
      }
    }
    assertThat(toArray(parts)).isEqualTo(toArray(whole));
  }

  @Test
  void tellsTheReturnAndLengthOfWholeEpisodes() {
    try (PooledVectorEnvironment pool = pool(2, Workers.SERIAL)) {
      pool.reset();
      StepBatch batch = pool.step(actions(0.25f, 0.5f));
      assertThat(batch.episodeCompleted(0)).isTrue();
      assertThat(batch.episodeReturn(0)).isEqualTo(0.25);
      assertThat(batch.episodeLength(0)).isEqualTo(1);
      assertThat(batch.episodeCompleted(1)).isFalse();
      batch = pool.step(actions(-0.25f, 0.125f));
      assertThat(batch.episodeReturn(0)).isEqualTo(-0.25);
      assertThat(batch.episodeReturn(1)).isEqualTo(0.625);
      assertThat(batch.episodeLength(1)).isEqualTo(2);
      batch = pool.reset();
      assertThat(batch.episodeCompleted(0)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 17})
  void goesOnFromWhereItWasStored(int steps) {
    RandomStreams streams = new RandomStreams(5);
    Checkpoint checkpoint = new Checkpoint();
    List<Float> expected = new ArrayList<>();
    Map<String, byte[]> positions;
    try (PooledVectorEnvironment pool = stored(streams)) {
      pool.reset();
      for (int t = 0; t < steps; t++) {
        pool.step(rowActions(3, t));
      }
      pool.save(checkpoint);
      positions = streams.state();
      for (int t = steps; t < steps + 20; t++) {
        record(pool.step(rowActions(3, t)), expected);
      }
    }
    RandomStreams later = new RandomStreams(5);
    List<Float> seen = new ArrayList<>();
    try (PooledVectorEnvironment pool = stored(later)) {
      later.restore(positions);
      pool.restore(checkpoint);
      for (int t = steps; t < steps + 20; t++) {
        record(pool.step(rowActions(3, t)), seen);
      }
    }
    assertThat(toArray(seen)).isEqualTo(toArray(expected));
  }

  /** Episodes of 1, 4 and 7 steps. */
  private static PooledVectorEnvironment stored(RandomStreams streams) {
    return new PooledVectorEnvironment(
        List.of(new CountingEnvironment(1), new CountingEnvironment(4), new CountingEnvironment(7)),
        streams,
        "pool",
        Workers.SERIAL);
  }

  @Test
  void splitsIntoNoMorePartsThanRows() {
    try (PooledVectorEnvironment pool = pool(2, Workers.SERIAL)) {
      assertThat(pool.split(5)).hasSize(2);
    }
  }

  @Test
  void aMembersFailureReachesTheCaller() {
    try (Workers workers = new Workers(2);
        PooledVectorEnvironment pool = pool(4, workers)) {
      assertThatThrownBy(() -> pool.step(rowActions(4, 0)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the episode is over: reset first");
    }
  }

  @Test
  void closesItsMembers() {
    CountingEnvironment member = new CountingEnvironment(1);
    new PooledVectorEnvironment(List.of(member), new RandomStreams(1), "pool", Workers.SERIAL)
        .close();
    assertThat(member.isClosed()).isTrue();
  }

  private static Matrix actions(float... values) {
    return Matrix.of(values, 1);
  }

  private static Matrix rowActions(int rows, int t) {
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = (float) Math.sin(i + 10 * t);
    }
    return actions(values);
  }

  private static void expect(
      StepBatch batch, int row, double[] now, double[] next, float reward, boolean terminated) {
    assertThat(batch.observations().get(row, 0)).isEqualTo((float) now[0]);
    assertThat(batch.observations().get(row, 1)).isEqualTo((float) now[1]);
    if (next != null) {
      assertThat(batch.nextObservations().get(row, 0)).isEqualTo((float) next[0]);
      assertThat(batch.nextObservations().get(row, 1)).isEqualTo((float) next[1]);
    }
    assertThat(batch.reward(row)).isEqualTo(reward);
    assertThat(batch.terminated(row)).isEqualTo(terminated);
  }

  private static void record(StepBatch batch, List<Float> into) {
    for (int row = 0; row < batch.size(); row++) {
      for (int i = 0; i < 2; i++) {
        into.add(batch.observations().get(row, i));
        into.add(batch.nextObservations().get(row, i));
      }
      into.add(batch.reward(row));
      into.add(batch.terminated(row) ? 1f : 0f);
      into.add(batch.episodeCompleted(row) ? (float) batch.episodeReturn(row) : 0f);
    }
  }

  private static float[] toArray(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
