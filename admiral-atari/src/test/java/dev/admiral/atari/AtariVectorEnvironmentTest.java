package dev.admiral.atari;

import static dev.admiral.atari.AtariEnvironmentTest.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointException;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepBatch;
import dev.admiral.env.StepResult;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtariVectorEnvironmentTest {
  private static final int ROWS = 3;

  private static Matrix actions(float... values) {
    return Matrix.of(values, 1);
  }

  /** Actions that look random, but only depend on the step. */
  private static Matrix actions(VectorEnvironment environment, int step) {
    RandomStream random = RandomStream.of(step);
    Matrix actions = Matrix.zeros(environment.size(), 1);
    for (int row = 0; row < environment.size(); row++) {
      actions.set(row, 0, (float) environment.actionSpace().sample(random)[0]);
    }
    return actions;
  }

  /** All that a batch says, observations as hashes. */
  private static List<Object> seen(StepBatch batch) {
    List<Object> seen = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      seen.add(hash(batch.observations(), row));
      seen.add(hash(batch.nextObservations(), row));
      seen.add(batch.reward(row));
      seen.add(batch.terminated(row));
      seen.add(batch.truncated(row));
      seen.add(batch.episodeCompleted(row));
      if (batch.episodeCompleted(row)) {
        seen.add(batch.episodeReturn(row));
        seen.add(batch.episodeLength(row));
      }
    }
    return seen;
  }

  private static int hash(Matrix observations, int row) {
    int from = observations.rowOffset(row);
    return Arrays.hashCode(
        Arrays.copyOfRange(observations.values(), from, from + observations.columns()));
  }

  private static AtariVectorEnvironment fakes(int size, AtariConfig config, Workers workers) {
    return new AtariVectorEnvironment(
        () -> new FakeGame(2, 9, 20), size, small(config), new RandomStreams(5), "row", workers);
  }

  private static AtariVectorEnvironment games(
      String game, int size, AtariConfig config, RandomStreams streams, Workers workers) {
    return new AtariVectorEnvironment(game, size, config, streams, "row", workers);
  }

  @Test
  void aLostLifeEndsTheLearnersEpisodeAndTheGameTheCompletedOne() {
    AtariConfig config = AtariConfig.training().withMaximumNoOps(0).withFireStart(false);
    try (AtariVectorEnvironment environment = fakes(1, config, Workers.SERIAL)) {
      StepBatch batch = environment.reset();
      expect(batch, 0, false, 0, 0, 0, 0);
      batch = environment.step(actions(2));
      expect(batch, 1, false, 0, 0, 0, 8);
      environment.step(actions(2));
      batch = environment.step(actions(2));
      // The life was lost in frame 9; the no-op after it goes on to frame 16.
      assertThat(batch.nextObservations().get(0, 3)).isEqualTo(24);
      expect(batch, 1, true, 0, 0, 0, 32);
      assertThat(batch.episodeCompleted(0)).isFalse();
      batch = environment.step(actions(2));
      assertThat(batch.nextObservations().get(0, 2)).isEqualTo(32);
      assertThat(batch.nextObservations().get(0, 3)).isEqualTo(40);
      expect(batch, 1, true, 0, 0, 0, 0);
      assertThat(batch.episodeCompleted(0)).isTrue();
      assertThat(batch.episodeReturn(0)).isEqualTo(20 * 21 / 2);
      assertThat(batch.episodeLength(0)).isEqualTo(5);
      batch = environment.step(actions(2));
      assertThat(batch.episodeCompleted(0)).isFalse();
    }
  }

  private static void expect(
      StepBatch batch, float reward, boolean terminated, float... observation) {
    assertThat(batch.reward(0)).isEqualTo(reward);
    assertThat(batch.terminated(0)).isEqualTo(terminated);
    assertThat(batch.truncated(0)).isFalse();
    for (int k = 0; k < observation.length; k++) {
      assertThat(batch.observations().get(0, k)).isEqualTo(observation[k]);
    }
  }

  @Test
  void truncatesGames() {
    AtariConfig config =
        AtariConfig.evaluation().withMaximumNoOps(0).withFireStart(false).withMaximumFrames(8);
    try (AtariVectorEnvironment environment = fakes(1, config, Workers.SERIAL)) {
      environment.reset();
      assertThat(environment.step(actions(0)).truncated(0)).isFalse();
      StepBatch batch = environment.step(actions(0));
      assertThat(batch.truncated(0)).isTrue();
      assertThat(batch.terminated(0)).isFalse();
      assertThat(batch.reward(0)).isEqualTo(5 + 6 + 7 + 8);
      assertThat(batch.episodeReturn(0)).isEqualTo(36);
      assertThat(batch.nextObservations().get(0, 3)).isEqualTo(16);
      assertThat(batch.observations().get(0, 3)).isZero();
    }
  }

  @Test
  @RequiresAle
  void aRowIsASingleEnvironment() {
    AtariConfig config = AtariConfig.evaluation().withMaximumFrames(300);
    RandomStream random = new RandomStreams(5).stream("row", 0);
    try (AtariVectorEnvironment rows =
            games("boxing", 1, config, new RandomStreams(5), Workers.SERIAL);
        AtariEnvironment single = new AtariEnvironment("boxing", config)) {
      assertSame(single.reset(random), rows.reset().observations());
      for (int t = 0; t < 150; t++) {
        Matrix actions = actions(rows, t);
        StepBatch batch = rows.step(actions);
        StepResult result = single.step(new double[] {actions.get(0, 0)});
        assertSame(result, batch.nextObservations());
        assertThat(batch.reward(0)).isEqualTo((float) result.reward());
        assertThat(batch.truncated(0)).isEqualTo(result.truncated());
        if (result.truncated()) {
          assertSame(single.reset(random), batch.observations());
        }
      }
    }
  }

  private static void assertSame(StepResult result, Matrix row) {
    for (int i = 0; i < result.observation().length; i++) {
      if (result.observation()[i] != row.get(0, i)) {
        assertThat(row.get(0, i)).isEqualTo((float) result.observation()[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  @RequiresAle
  void whatHappensDoesNotDependOnTheNumberOfWorkers(int count) {
    assertThat(run(count)).isEqualTo(run(1));
  }

  private static List<Object> run(int count) {
    try (Workers workers = new Workers(count);
        AtariVectorEnvironment environment =
            games("space-invaders", 4, AtariConfig.training(), new RandomStreams(5), workers)) {
      List<Object> seen = new ArrayList<>(seen(environment.reset()));
      for (int t = 0; t < 60; t++) {
        seen.addAll(seen(environment.step(actions(environment, t))));
      }
      return seen;
    }
  }

  @Test
  void thePartsOfASplitAreTheRowsOfTheWhole() {
    List<Object> whole = new ArrayList<>();
    try (AtariVectorEnvironment environment = fakes(5, AtariConfig.training(), Workers.SERIAL)) {
      environment.reset();
      for (int t = 0; t < 20; t++) {
        whole.addAll(seen(environment.step(actions(environment, t))));
      }
    }
    List<Object> parts = new ArrayList<>();
    try (AtariVectorEnvironment environment = fakes(5, AtariConfig.training(), Workers.SERIAL)) {
      StepBatch batch = environment.reset();
      List<VectorEnvironment> split = environment.split(2);
      assertThat(split).extracting(VectorEnvironment::size).containsExactly(2, 3);
      for (int t = 0; t < 20; t++) {
        Matrix actions = actions(environment, t);
        split.get(1).step(actions.rows(2, 5));
        split.get(0).step(actions.rows(0, 2));
        parts.addAll(seen(batch));
      }
    }
    assertThat(parts).isEqualTo(whole);
  }

  @Test
  void closesTheGamesThatItHasWhenOneCannotBeHad() {
    List<FakeGame> opened = new ArrayList<>();
    Supplier<FakeGame> games =
        () -> {
          if (opened.size() == 2) {
            throw new IllegalStateException("no third game");
          }
          opened.add(new FakeGame(0, 10));
          return opened.getLast();
        };
    assertThatThrownBy(() ->
            new AtariVectorEnvironment(
                games,
                3,
                small(AtariConfig.training()),
                new RandomStreams(1),
                "row",
                Workers.SERIAL))
        .hasMessage("no third game");
    assertThat(opened).hasSize(2).allMatch(FakeGame::isClosed);
  }

  /** At every step of two games with two lives each, so before and after lives and games. */
  @Test
  void aRestoredFakeGoesOnToTheSameBits() {
    int steps = 16;
    for (int at = 0; at < steps; at++) {
      assertRestores(
          streams ->
              new AtariVectorEnvironment(
                  () -> new FakeGame(2, 9, 25),
                  ROWS,
                  small(AtariConfig.training()).withMaximumNoOps(5),
                  streams,
                  "row",
                  Workers.SERIAL),
          at,
          steps);
    }
  }

  @Test
  @RequiresAle
  void aRestoredGameGoesOnToTheSameBitsOnOtherWorkers() {
    // is 3 lives.
    try (Workers two = new Workers(2)) {
      for (int at : new int[] {0, 130}) {
        assertRestores(
            streams ->
                games(
                    "space-invaders",
                    ROWS,
                    AtariConfig.training(),
                    streams,
                    streams.seed() == 5 ? Workers.SERIAL : two),
            at,
            at + 80);
      }
      // Late enough for a row to be in its second game, and lives to be lost before and afterwards.
      Ends before =
          assertRestores(
              streams -> games("space-invaders", ROWS, AtariConfig.training(), streams, two),
              700,
              850);
      assertThat(before.games()).isPositive();
      assertThat(before.lives()).isPositive();
    }
  }

  /** Makes environments with given streams. */
  private interface Maker {
    AtariVectorEnvironment make(RandomStreams streams);
  }

  /** How many games were completed, and lives lost in others, before the environments were stored. */
  private record Ends(int games, int lives) {}

  /** Seeds are 5 for the first environment and 6 for the second, whose streams are then restored. */
  private static Ends assertRestores(Maker maker, int at, int steps) {
    RandomStreams streams = new RandomStreams(5);
    RandomStreams others = new RandomStreams(6);
    try (AtariVectorEnvironment first = maker.make(streams);
        AtariVectorEnvironment second = maker.make(others)) {
      int games = 0;
      int lives = 0;
      StepBatch batch = first.reset();
      for (int t = 0; t < at; t++) {
        batch = first.step(actions(first, t));
        for (int row = 0; row < ROWS; row++) {
          games += batch.episodeCompleted(row) ? 1 : 0;
          lives += batch.terminated(row) && !batch.episodeCompleted(row) ? 1 : 0;
        }
      }
      second.reset();
      second.step(actions(second, 77));
      Checkpoint checkpoint = new Checkpoint();
      first.save(checkpoint);
      Map<String, byte[]> positions = streams.state();
      StepBatch restored = second.restore(checkpoint);
      others.restore(positions);
      for (int row = 0; row < ROWS; row++) {
        assertThat(hash(restored.observations(), row)).isEqualTo(hash(batch.observations(), row));
      }
      for (int t = at; t < steps; t++) {
        batch = first.step(actions(first, t));
        assertThat(seen(second.step(actions(second, t)))).as("step " + t).isEqualTo(seen(batch));
      }
      return new Ends(games, lives);
    }
  }

  @Test
  @RequiresAle
  void refusesACheckpointOfAnotherGame() {
    Checkpoint checkpoint = new Checkpoint();
    try (AtariVectorEnvironment environment = fakes(1, AtariConfig.training(), Workers.SERIAL)) {
      environment.reset();
      environment.save(checkpoint);
    }
    try (AtariVectorEnvironment environment =
        games("boxing", 1, AtariConfig.training(), new RandomStreams(5), Workers.SERIAL)) {
      assertThatThrownBy(() -> environment.restore(checkpoint))
          .isInstanceOf(CheckpointException.class)
          .hasMessage("the checkpoint is of the game fake, not of boxing");
    }
  }

  @Test
  @RequiresAle
  void leaksNothing() {
    long before = Pointer.totalCount();
    AtariVectorEnvironment environment =
        games("carnival", 2, AtariConfig.training(), new RandomStreams(5), Workers.SERIAL);
    environment.reset();
    environment.step(actions(environment, 0));
    long open = Pointer.totalCount();
    int games = 0;
    for (int t = 0; t < 2_000; t++) {
      StepBatch batch = environment.step(actions(environment, t));
      games += batch.episodeCompleted(0) ? 1 : 0;
    }
    assertThat(games).isPositive();
    assertThat(Pointer.totalCount()).isEqualTo(open);
    environment.close();
    environment.close();
    assertThat(Pointer.totalCount()).isEqualTo(before);
  }
}
