package dev.admiral.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.space.Discrete;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutCollectorTest {

  private static PooledVectorEnvironment counters(int count, int length, Workers workers) {
    List<Environment> environments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      environments.add(new Counter(i, length));
    }
    return new PooledVectorEnvironment(environments, new RandomStreams(1), "env", workers);
  }

  /// A linear policy whose mean is 100·number + 10·episode + step.
  private static final Policy READER =
      new Policy(
          new Mlp(3, List.of(), 1, Activation.TANH),
          new DiagonalGaussian(1),
          new RunningNormalizer(3));

  private static float[] reader() {
    Mlp mlp = (Mlp) READER.network();
    float[] parameters = new float[READER.parameterLength()];
    parameters[mlp.weightIndex(0, 0, 0)] = 100;
    parameters[mlp.weightIndex(0, 1, 0)] = 10;
    parameters[mlp.weightIndex(0, 2, 0)] = 1;
    parameters[READER.freeOffset()] = (float) Math.log(0.5);
    return parameters;
  }

  /// Two environments, five steps, episodes of two: every row by hand.
  @Test
  void recordsWhatHappened() {
    RolloutCollector collector =
        new RolloutCollector(
            counters(2, 2, Workers.SERIAL), READER, new RandomStreams(1), "act", Workers.SERIAL);
    Trajectories trajectories = new Trajectories(5, 2, 3, 1);
    collector.collect(reader(), Choice.MODE, null, trajectories);
    float[][] observations = {
      {0, 0, 0}, {1, 0, 0}, {0, 0, 1}, {1, 0, 1}, {0, 1, 0}, {1, 1, 0}, {0, 1, 1}, {1, 1, 1},
      {0, 2, 0}, {1, 2, 0}
    };
    float[][] next = {
      {0, 0, 1}, {1, 0, 1}, {0, 0, 2}, {1, 0, 2}, {0, 1, 1}, {1, 1, 1}, {0, 1, 2}, {1, 1, 2},
      {0, 2, 1}, {1, 2, 1}
    };
    float[] actions = {0, 100, 1, 101, 10, 110, 11, 111, 20, 120};
    assertThat(trajectories.observations().values()).isEqualTo(flat(observations));
    assertThat(trajectories.nextObservations().values()).isEqualTo(flat(next));
    assertThat(trajectories.actions().values()).isEqualTo(actions);
    assertThat(trajectories.rewards()).isEqualTo(actions);
    assertThat(trajectories.terminated())
        .containsExactly(false, false, true, true, false, false, false, false, false, false);
    assertThat(trajectories.truncated())
        .containsExactly(false, false, false, false, false, false, true, true, false, false);
    assertThat(trajectories.episodeReturns()).containsExactly(1, 21, 201, 221);
  }

  /// A second collection overwrites everything and begins with a reset.
  @Test
  void beginsAnew() {
    RolloutCollector collector =
        new RolloutCollector(
            counters(1, 2, Workers.SERIAL), READER, new RandomStreams(1), "act", Workers.SERIAL);
    Trajectories trajectories = new Trajectories(3, 1, 3, 1);
    collector.collect(reader(), Choice.MODE, null, trajectories);
    collector.collect(reader(), Choice.MODE, null, trajectories);
    // The first one stopped in episode 1.
    assertThat(trajectories.actions().values()).containsExactly(20, 21, 30);
    assertThat(trajectories.terminated()).containsExactly(false, true, false);
    assertThat(trajectories.truncated()).containsExactly(false, false, false);
  }

  @Test
  void noiseIsAddedToTheActionsOfAllEnvironments() {
    RolloutCollector collector =
        new RolloutCollector(
            counters(2, 2, Workers.SERIAL), READER, new RandomStreams(1), "act", Workers.SERIAL);
    Trajectories trajectories = new Trajectories(3, 2, 3, 1);
    Matrix noise = Matrix.of(new float[] {0.25f, -0.5f, 8}, 1);
    collector.collect(reader(), Choice.MODE, noise, trajectories);
    float[] actions = {0.25f, 100.25f, 0.5f, 100.5f, 18, 118};
    assertThat(trajectories.actions().values()).isEqualTo(actions);
    assertThat(trajectories.rewards()).isEqualTo(actions);
  }

  /// Environment i draws from the stream (name, i), one number after the other.
  @Test
  void samplesScatterAroundTheModeByTheirOwnStreams() {
    RolloutCollector collector =
        new RolloutCollector(
            counters(3, 4, Workers.SERIAL), READER, new RandomStreams(7), "act", Workers.SERIAL);
    Trajectories trajectories = new Trajectories(6, 3, 3, 1);
    collector.collect(reader(), trajectories);
    RandomStreams same = new RandomStreams(7);
    for (int t = 0; t < 6; t++) {
      for (int n = 0; n < 3; n++) {
        double mean = 100 * n + 10 * (t / 4) + t % 4;
        assertThat((double) trajectories.actions().get(trajectories.row(t, n), 0))
            .isCloseTo(mean + 0.5 * same.stream("act", n).nextGaussian(), within(1e-4));
      }
    }
  }

  @Test
  void discreteActionsArePassedAsNumbers() {
    Policy policy =
        new Policy(
            new Mlp(3, List.of(), 3, Activation.TANH),
            new Categorical(3),
            new RunningNormalizer(3));
    assertThat(new Discrete(3).size()).isEqualTo(policy.distribution().actionSize());
    float[] parameters = new float[policy.parameterLength()];
    Mlp mlp = (Mlp) policy.network();
    // Environment 0 prefers choice 1, environment 1 choice 2.
    parameters[mlp.biasIndex(0, 1)] = 1;
    parameters[mlp.weightIndex(0, 0, 2)] = 5;
    RolloutCollector collector =
        new RolloutCollector(
            counters(2, 9, Workers.SERIAL), policy, new RandomStreams(1), "act", Workers.SERIAL);
    Trajectories trajectories = new Trajectories(2, 2, 3, 1);
    collector.collect(parameters, Choice.MODE, null, trajectories);
    assertThat(trajectories.actions().values()).containsExactly(1, 2, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 9})
  void theNumberOfWorkersNeverShows(int count) {
    try (Workers workers = new Workers(count)) {
      Trajectories expected = drift(Workers.SERIAL);
      Trajectories actual = drift(workers);
      assertThat(actual.observations().values()).isEqualTo(expected.observations().values());
      assertThat(actual.nextObservations().values())
          .isEqualTo(expected.nextObservations().values());
      assertThat(actual.actions().values()).isEqualTo(expected.actions().values());
      assertThat(actual.rewards()).isEqualTo(expected.rewards());
      assertThat(actual.terminated()).isEqualTo(expected.terminated());
      assertThat(actual.truncated()).isEqualTo(expected.truncated());
      // The comparison would be empty if nothing ended.
      assertThat(expected.terminated()).contains(true);
      assertThat(expected.truncated()).contains(true);
    }
  }

  private static Trajectories drift(Workers workers) {
    List<Environment> environments = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      environments.add(new Drift());
    }
    RandomStreams streams = new RandomStreams(5);
    Policy policy = Policy.gaussian(new RunningNormalizer(1), List.of(8), 1);
    float[] parameters = policy.initialParameters(streams.stream("init"), 0.5);
    RolloutCollector collector =
        new RolloutCollector(
            new PooledVectorEnvironment(environments, streams, "env", workers),
            policy,
            streams,
            "act",
            workers);
    Trajectories trajectories = new Trajectories(40, 7, 1, 1);
    collector.collect(parameters, trajectories);
    collector.collect(parameters, trajectories);
    return trajectories;
  }

  @Test
  void trajectoriesOfAnotherNumberOfEnvironmentsAreRefused() {
    RolloutCollector collector =
        new RolloutCollector(
            counters(2, 2, Workers.SERIAL), READER, new RandomStreams(1), "act", Workers.SERIAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> collector.collect(reader(), new Trajectories(5, 3, 3, 1)))
        .withMessageContaining("3");
  }

  private static float[] flat(float[][] rows) {
    float[] result = new float[rows.length * rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, result, r * rows[0].length, rows[0].length);
    }
    return result;
  }
}
