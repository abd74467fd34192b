package dev.admiral.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepBatch;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.nn.Adam;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.Trajectories;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualEnvironmentTest {
  private static final int SIZE = 7;
  private static final int STEPS = 45;

  /** Slow enough a limit to be reached now and then. */
  private final PointMassFamily family = new PointMassFamily(Box.cube(2, -1, 1), 0.6);

  private final double[] task = {0.3, -0.6};
  private final DynamicsModel model = model();

  private static DynamicsModel model() {
    RandomStream random = RandomStream.of(8);
    Trajectories rollout = new Trajectories(10, 20, 2, 2);
    RandomTransitions.fill(rollout.observations(), 0.5, random);
    for (int r = 0; r < rollout.rows(); r++) {
      for (int j = 0; j < 2; j++) {
        float change = (float) (0.05 * random.nextGaussian());
        rollout.nextObservations().set(r, j, rollout.observations().get(r, j) + change);
      }
    }
    var config = new DynamicsConfig(List.of(16), 8, 1, 100, new Adam.Config(1e-3, 0, 0));
    return RandomTransitions.model(config, rollout, random);
  }

  private VirtualEnvironment environment(Workers workers) {
    return new VirtualEnvironment(
        model, family, task, SIZE, new RandomStreams(4), "virtual", workers);
  }

  private static Matrix actions(RandomStream random, int rows) {
    Matrix actions = Matrix.zeros(rows, 2);
    RandomTransitions.fill(actions, 0.7, random);
    return actions;
  }

  @Test
  void stepsAsTheModelAndTheFamilySay() {
    VirtualEnvironment environment = environment(Workers.SERIAL);
    DynamicsModel.Predictor predictor = model.predictor(SIZE, Workers.SERIAL);
    RandomStream random = RandomStream.of(1);
    Matrix states = Matrix.zeros(SIZE, 2);
    Matrix expected = Matrix.zeros(SIZE, 2);
    int[] length = new int[SIZE];
    int terminations = 0;
    int truncations = 0;
    StepBatch batch = environment.reset();

    for (int t = 0; t < STEPS; t++) {
      states.copyFrom(batch.observations());
      Matrix actions = actions(random, SIZE);
      predictor.predict(states, actions, expected);

      batch = environment.step(actions);

      for (int n = 0; n < SIZE; n++) {
        double[] next = NaiveDynamics.row(expected, n);
        assertThat(NaiveDynamics.row(batch.nextObservations(), n)).containsExactly(next);
        assertThat(batch.reward(n))
            .isEqualTo((float) (1 - Math.abs(next[0] - task[0]) - Math.abs(next[1] - task[1])));
        length[n]++;
        assertThat(batch.terminated(n)).isEqualTo(Math.hypot(next[0], next[1]) > 0.6);
        assertThat(batch.truncated(n)).isEqualTo(length[n] == 20);
        if (batch.terminated(n) || batch.truncated(n)) {
          terminations += batch.terminated(n) ? 1 : 0;
          truncations += batch.truncated(n) ? 1 : 0;
          length[n] = 0;
        } else {
          assertThat(NaiveDynamics.row(batch.observations(), n)).containsExactly(next);
        }
      }
    }
    assertThat(terminations).as("terminations").isPositive();
    assertThat(truncations).as("truncations").isPositive();
  }

  @Test
  void aNewEpisodeBeginsWithinTheStepFromTheFamilysInitialStates() {
    RandomStreams same = new RandomStreams(4);
    var dynamics = family.newDynamics();
    VirtualEnvironment environment = environment(Workers.SERIAL);
    RandomStream random = RandomStream.of(1);
    StepBatch batch = environment.reset();
    for (int n = 0; n < SIZE; n++) {
      assertBegins(batch, n, dynamics.reset(same.stream("virtual", n)).observation());
    }

    int episodes = 0;
    for (int t = 0; t < STEPS; t++) {
      batch = environment.step(actions(random, SIZE));
      for (int n = 0; n < SIZE; n++) {
        if (batch.terminated(n) || batch.truncated(n)) {
          assertBegins(batch, n, dynamics.reset(same.stream("virtual", n)).observation());
          episodes++;
        }
      }
    }
    assertThat(episodes).isGreaterThan(SIZE);
  }

  private static void assertBegins(StepBatch batch, int row, double[] first) {
    assertThat(NaiveDynamics.row(batch.observations(), row))
        .containsExactly((float) first[0], (float) first[1]);
  }

  @Test
  void resettingStartsTheTimeLimitAnew() {
    var environment =
        new VirtualEnvironment(
            model,
            new PointMassFamily(),
            task,
            SIZE,
            new RandomStreams(4),
            "virtual",
            Workers.SERIAL);
    Matrix rest = Matrix.zeros(SIZE, 2);
    environment.reset();
    for (int t = 0; t < 13; t++) {
      environment.step(rest);
    }

    StepBatch batch = environment.reset();

    assertThat(batch.truncated(0) || batch.terminated(0)).isFalse();
    for (int t = 1; t <= 20; t++) {
      batch = environment.step(rest);
      assertThat(batch.truncated(0)).isEqualTo(t == 20);
    }
  }

  @Test
  void theTaskIsReadAtEveryStep() {
    VirtualEnvironment environment = environment(Workers.SERIAL);
    environment.reset();
    Matrix rest = Matrix.zeros(SIZE, 2);
    environment.step(rest);

    task[0] = -0.9;
    task[1] = 0.5;
    StepBatch batch = environment.step(rest);

    double[] next = NaiveDynamics.row(batch.nextObservations(), 2);
    assertThat(batch.reward(2))
        .isEqualTo((float) (1 - Math.abs(next[0] + 0.9) - Math.abs(next[1] - 0.5)));
  }

  /** All that 45 steps give, row after row, taken by the parts that {@code environment} is cut into. */
  private static List<Object> history(List<? extends VectorEnvironment> parts) {
    List<Object> history = new ArrayList<>();
    RandomStream random = RandomStream.of(1);
    List<StepBatch> batches = new ArrayList<>();
    parts.forEach(part -> batches.add(part.reset()));
    for (int t = 0; t < STEPS; t++) {
      Matrix actions = actions(random, SIZE);
      int from = 0;
      for (int p = 0; p < parts.size(); p++) {
        int size = parts.get(p).size();
        StepBatch batch = parts.get(p).step(actions.rows(from, from + size));
        batches.set(p, batch);
        from += size;
        for (int n = 0; n < size; n++) {
          history.add(batch.reward(n));
          history.add(batch.terminated(n));
          history.add(batch.truncated(n));
          for (int j = 0; j < 2; j++) {
            history.add(batch.observations().get(n, j));
            history.add(batch.nextObservations().get(n, j));
          }
        }
      }
    }
    return history;
  }

  @Test
  void partsAreTogetherTheWhole() {
    List<Object> whole = history(List.of(environment(Workers.SERIAL)));

    for (int count : new int[] {1, 2, 3, 20}) {
      VirtualEnvironment environment = environment(Workers.SERIAL);
      List<VectorEnvironment> parts = environment.split(count);
      assertThat(parts).hasSize(Math.min(count, SIZE));
      assertThat(history(parts)).isEqualTo(whole);
    }
  }

  @Test
  void stepsDoNotDependOnTheNumberOfWorkers() {
    List<Object> expected = history(List.of(environment(Workers.SERIAL)));

    for (int count = 2; count <= 3; count++) {
      try (Workers workers = new Workers(count)) {
        assertThat(history(List.of(environment(workers)))).isEqualTo(expected);
      }
    }
  }

  @Test
  void hasTheRealSpaces() {
    VirtualEnvironment environment = environment(Workers.SERIAL);

    assertThat(environment.size()).isEqualTo(SIZE);
    assertThat(environment.observationSpace()).isEqualTo(Box.unbounded(2));
    assertThat(environment.actionSpace()).isEqualTo(Box.cube(2, -1, 1));
  }
}
