package dev.admiral.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Adam;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.rollout.Trajectories;
import java.util.List;
import org.junit.jupiter.api.Test;

class DynamicsModelTest {
  private final RandomStream random = RandomStream.of(2);
  private final Trajectories rollout = RandomTransitions.rollout(20, 3, 3, 2, random);

  private static DynamicsConfig config(double stateLimit) {
    return new DynamicsConfig(List.of(16, 8), 4, 1, stateLimit, new Adam.Config(1e-3, 0, 0));
  }

  private Matrix predict(DynamicsModel model, Workers workers) {
    Matrix next = Matrix.zeros(rollout.rows(), 3);
    model
        .predictor(rollout.rows(), workers)
        .predict(rollout.observations(), rollout.actions(), next);
    return next;
  }

  @Test
  void predictsAsTheFormulaSays() {
    DynamicsModel model = RandomTransitions.model(config(100), rollout, random);

    Matrix next = predict(model, Workers.SERIAL);

    var naive = new NaiveDynamics(model);
    for (int r = 0; r < rollout.rows(); r++) {
      double[] expected =
          naive.next(
              NaiveDynamics.row(rollout.observations(), r),
              NaiveDynamics.row(rollout.actions(), r));
      for (int j = 0; j < 3; j++) {
        assertThat((double) next.get(r, j)).isCloseTo(expected[j], within(1e-4));
      }
    }
  }

  @Test
  void beforeAnyDataTheNormalisersAreTheIdentity() {
    var model = new DynamicsModel(config(100), 3, 2, random);

    Matrix next = predict(model, Workers.SERIAL);

    double[] state = NaiveDynamics.row(rollout.observations(), 5);
    double[] output =
        new NaiveDynamics(model).output(state, NaiveDynamics.row(rollout.actions(), 5));
    for (int j = 0; j < 3; j++) {
      assertThat((double) next.get(5, j)).isCloseTo(state[j] + output[j], within(1e-4));
    }
  }

  @Test
  void actionsAreClippedToTheUnitCube() {
    DynamicsModel model = RandomTransitions.model(config(100), rollout, random);
    DynamicsModel.Predictor predictor = model.predictor(4, Workers.SERIAL);
    Matrix states = Matrix.of(new float[12], 3);
    Matrix actions = Matrix.of(new float[] {1, -1, 7, -3, 0.9f, -1, 1, -0.9f}, 2);
    Matrix next = Matrix.zeros(4, 3);

    predictor.predict(states, actions, next);

    assertThat(NaiveDynamics.row(next, 1)).containsExactly(NaiveDynamics.row(next, 0));
    assertThat(NaiveDynamics.row(next, 2)).isNotEqualTo(NaiveDynamics.row(next, 0));
    assertThat(NaiveDynamics.row(next, 3)).isNotEqualTo(NaiveDynamics.row(next, 0));
    assertThat(actions.get(1, 0)).isEqualTo(7);
  }

  @Test
  void predictedStatesStayWithinTheStateLimit() {
    double limit = 0.5;
    DynamicsModel model = RandomTransitions.model(config(limit), rollout, random);

    Matrix next = predict(model, Workers.SERIAL);

    var naive = new NaiveDynamics(model);
    int clipped = 0;
    for (int r = 0; r < rollout.rows(); r++) {
      double[] free =
          naive.next(
              NaiveDynamics.row(rollout.observations(), r),
              NaiveDynamics.row(rollout.actions(), r));
      for (int j = 0; j < 3; j++) {
        double mean = model.states().mean()[j];
        double bound = limit * model.states().std()[j];
        double expected = Math.max(mean - bound, Math.min(mean + bound, free[j]));
        assertThat((double) next.get(r, j)).isCloseTo(expected, within(1e-4));
        clipped += expected == free[j] ? 0 : 1;
      }
    }
    assertThat(clipped).isBetween(20, 160);
  }

  @Test
  void normalisersKnowTheStatesAndTheirChanges() {
    DynamicsModel model = RandomTransitions.model(config(100), rollout, random);

    for (int j = 0; j < 3; j++) {
      double state = 0;
      double change = 0;
      double squares = 0;
      for (int r = 0; r < rollout.rows(); r++) {
        state += rollout.observations().get(r, j) / (double) rollout.rows();
        double difference = rollout.nextObservations().get(r, j) - rollout.observations().get(r, j);
        change += difference / rollout.rows();
        squares += difference * difference / rollout.rows();
      }
      assertThat((double) model.states().mean()[j]).isCloseTo(state, within(1e-5));
      assertThat((double) model.differences().mean()[j]).isCloseTo(change, within(1e-5));
      assertThat((double) model.differences().std()[j])
          .isCloseTo(Math.sqrt(squares - change * change), within(1e-4));
    }
  }

  @Test
  void goesThroughACheckpointBitForBit() {
    DynamicsModel model = RandomTransitions.model(config(100), rollout, random);
    Checkpoint checkpoint = new Checkpoint();
    model.save(checkpoint);

    var restored = new DynamicsModel(config(100), 3, 2, RandomStream.of(9));
    assertThat(predict(restored, Workers.SERIAL).values())
        .isNotEqualTo(predict(model, Workers.SERIAL).values());
    restored.restore(checkpoint);

    assertThat(predict(restored, Workers.SERIAL).values())
        .isEqualTo(predict(model, Workers.SERIAL).values());
    // The normalisers go on from the same sums, too.
    model.observe(rollout.nextObservations(), rollout.observations());
    restored.observe(rollout.nextObservations(), rollout.observations());
    assertThat(predict(restored, Workers.SERIAL).values())
        .isEqualTo(predict(model, Workers.SERIAL).values());
  }

  @Test
  void aCheckpointOfAnotherShapeIsRefused() {
    Checkpoint checkpoint = new Checkpoint();
    RandomTransitions.model(config(100), rollout, random).save(checkpoint);
    var other = new DynamicsModel(config(100), 2, 2, random);

    assertThatThrownBy(() -> other.restore(checkpoint)).hasMessageContaining("parameters");
  }

  @Test
  void predictionsDoNotDependOnTheNumberOfWorkers() {
    DynamicsModel model = RandomTransitions.model(config(100), rollout, random);
    float[] expected = predict(model, Workers.SERIAL).values();

    for (int count = 2; count <= 3; count++) {
      try (Workers workers = new Workers(count)) {
        assertThat(predict(model, workers).values()).isEqualTo(expected);
      }
    }
  }
}
