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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicsTrainingTest {
  /** In a rollout of 5 steps of 3 environments that {@link #cutData} made. */
  private static final int[] STRETCHES = {
    0, // goes on
    3, // crosses the end of a rollout after two steps
    4, // after one
    6, // crosses the end of an episode after two steps
    7, // after one
    12, // reaches the end of the data after three steps
    13, // after two
    14, // after one
  };

  private final RandomStream random = RandomStream.of(3);

  private static DynamicsConfig config(int lossHorizon, int batchSize, Integer... hidden) {
    return new DynamicsConfig(
        List.of(hidden), batchSize, lossHorizon, 100, new Adam.Config(1e-3, 1e-5, 2));
  }

  private TransitionDataset cutData(Trajectories rollout) {
    rollout.terminated()[rollout.row(2, 1)] = true;
    var data = new TransitionDataset(3, 2);
    data.add(rollout, 0, 3);
    return data;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void lossAndGradientAreThoseOfTheFormula(int horizon) {
    Trajectories rollout = RandomTransitions.rollout(5, 3, 3, 2, random);
    TransitionDataset data = cutData(rollout);
    DynamicsModel model =
        RandomTransitions.model(config(horizon, STRETCHES.length, 12), rollout, random);
    var training = new DynamicsTraining(model, Workers.SERIAL);

    double loss = training.lossAndGradient(data, STRETCHES);

    var naive = new NaiveDynamics(model);
    List<NaiveDynamics.Transition> transitions = NaiveDynamics.transitions(data);
    assertThat(loss).isCloseTo(naive.loss(transitions, STRETCHES, horizon), within(1e-5));
    double h = 1e-6;
    double greatest = 0;
    for (int i = 0; i < naive.parameters().length; i++) {
      double here = naive.parameters()[i];
      naive.parameters()[i] = here + h;
      double above = naive.loss(transitions, STRETCHES, horizon);
      naive.parameters()[i] = here - h;
      double below = naive.loss(transitions, STRETCHES, horizon);
      naive.parameters()[i] = here;
      double expected = (above - below) / (2 * h);
      // Padding takes no part.
      assertThat((double) training.gradient()[i])
          .as("component %d", i)
          .isCloseTo(expected, within(2e-5));
      greatest = Math.max(greatest, Math.abs(expected));
    }
    assertThat(greatest).isGreaterThan(0.05);
  }

  /** The stretches say something: where a rollout is cut the next state is not the imagined one. */
  @ParameterizedTest
  @ValueSource(ints = {4, 7, 14})
  void behindACutTheModelStartsFromTheRealState(int start) {
    Trajectories rollout = RandomTransitions.rollout(5, 3, 3, 2, random);
    TransitionDataset data = cutData(rollout);
    DynamicsModel two = RandomTransitions.model(config(2, 1, 12), rollout, RandomStream.of(4));
    DynamicsModel one = RandomTransitions.model(config(1, 1, 12), rollout, RandomStream.of(4));
    var oneStep = new DynamicsTraining(one, Workers.SERIAL);

    double loss =
        new DynamicsTraining(two, Workers.SERIAL).lossAndGradient(data, new int[] {start});

    double here = oneStep.lossAndGradient(data, new int[] {start});
    double next = oneStep.lossAndGradient(data, new int[] {Math.min(start + 1, 14)});
    assertThat(loss).isCloseTo((here + next) / 2, within(1e-6));
  }

  @Test
  void lossOfOneStepIsTheRootMeanSquareError() {
    var rollout = new Trajectories(2, 1, 2, 1);
    // Changes (3, 4) and (0, −1) under normalisers that are the identity.
    rollout.nextObservations().set(0, 0, 3);
    rollout.nextObservations().set(0, 1, 4);
    rollout.nextObservations().set(1, 1, -1);
    var data = new TransitionDataset(2, 1);
    data.add(rollout, 0, 1);
    var model = new DynamicsModel(config(1, 2), 2, 1, random);
    Arrays.fill(model.parameters(), 0); // f = 0
    model.parameters()[model.network().biasIndex(0, 1)] = 1; // f = (0, 1)
    var training = new DynamicsTraining(model, Workers.SERIAL);

    double loss = training.lossAndGradient(data, new int[] {0, 1});

    double expected = (Math.sqrt((9 + 9) / 2.0) + Math.sqrt((0 + 4) / 2.0)) / 2;
    assertThat(loss).isCloseTo(expected, within(1e-6));
    assertThat(training.loss(data, 100)).isCloseTo(expected, within(1e-6));
    // ∂/∂bias of √(Σ e²/2): e/(2 rms), the mean over both.
    double first = (-3 / (2 * 3.0) + 0) / 2;
    double second = (-3 / (2 * 3.0) + 2 / (2 * Math.sqrt(2))) / 2;
    assertThat((double) training.gradient()[model.network().biasIndex(0, 0)])
        .isCloseTo(first, within(1e-6));
    assertThat((double) training.gradient()[model.network().biasIndex(0, 1)])
        .isCloseTo(second, within(1e-6));
  }

  @Test
  void aPerfectPredictionHasNoGradient() {
    var data = new TransitionDataset(2, 1);
    data.add(new Trajectories(3, 1, 2, 1), 0, 1);
    var model = new DynamicsModel(config(2, 2), 2, 1, random);
    Arrays.fill(model.parameters(), 0);
    var training = new DynamicsTraining(model, Workers.SERIAL);

    assertThat(training.lossAndGradient(data, new int[] {0, 2})).isZero();
    assertThat(training.gradient()).containsOnly(0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void learnsALinearSystem(int horizon) {
    Trajectories rollout = RandomTransitions.linear(25, 40, random);
    var data = new TransitionDataset(3, 2);
    data.add(rollout, 0, 40);
    DynamicsModel model = RandomTransitions.model(config(horizon, 64, 48), rollout, random);
    var training = new DynamicsTraining(model, Workers.SERIAL);
    double untrained = training.loss(data, 1000);

    double early = training.train(data, 50, random);
    training.train(data, 1500, random);
    double late = training.train(data, 50, random);

    assertThat(late).isLessThan(early / 5);
    assertThat(training.loss(data, 1000)).isLessThan(untrained / 10);
    Trajectories fresh = RandomTransitions.linear(5, 20, RandomStream.of(77));
    Matrix next = Matrix.zeros(fresh.rows(), 3);
    model
        .predictor(fresh.rows(), Workers.SERIAL)
        .predict(fresh.observations(), fresh.actions(), next);
    double squares = 0;
    for (int r = 0; r < fresh.rows(); r++) {
      for (int j = 0; j < 3; j++) {
        double error = next.get(r, j) - fresh.nextObservations().get(r, j);
        squares += error * error / (3.0 * fresh.rows());
      }
    }
    assertThat(Math.sqrt(squares)).isLessThan(0.1 * model.differences().std()[0]);
  }

  private float[] trained(int count) {
    RandomStream seeded = RandomStream.of(5);
    Trajectories rollout = RandomTransitions.linear(10, 30, seeded);
    var data = new TransitionDataset(3, 2);
    data.add(rollout, 0, 30);
    DynamicsModel model = RandomTransitions.model(config(2, 200, 200, 180), rollout, seeded);
    try (Workers workers = new Workers(count)) {
      new DynamicsTraining(model, workers).train(data, 5, seeded);
    }
    return model.parameters();
  }

  @Test
  void trainingDoesNotDependOnTheNumberOfWorkers() {
    float[] expected = trained(1);
    assertThat(trained(2)).isEqualTo(expected);
    assertThat(trained(3)).isEqualTo(expected);
  }

  @Test
  void continuesFromACheckpointBitForBit() {
    Trajectories rollout = RandomTransitions.linear(10, 5, random);
    var data = new TransitionDataset(3, 2);
    data.add(rollout, 0, 5);
    DynamicsModel model = RandomTransitions.model(config(2, 16, 8), rollout, random);
    var training = new DynamicsTraining(model, Workers.SERIAL);
    training.train(data, 7, RandomStream.of(1));
    Checkpoint checkpoint = new Checkpoint();
    model.save(checkpoint.scope("model"));
    training.save(checkpoint.scope("training"));
    var restoredModel = new DynamicsModel(config(2, 16, 8), 3, 2, RandomStream.of(6));
    var restored = new DynamicsTraining(restoredModel, Workers.SERIAL);
    restoredModel.restore(checkpoint.scope("model"));
    restored.restore(checkpoint.scope("training"));

    double expected = training.train(data, 9, RandomStream.of(2));

    assertThat(restored.train(data, 9, RandomStream.of(2))).isEqualTo(expected);
    assertThat(restoredModel.parameters()).isEqualTo(model.parameters());
  }

  @Test
  void lossOverALimitIsOfRowsSpreadEvenly() {
    Trajectories rollout = RandomTransitions.rollout(10, 1, 3, 2, random);
    var all = new TransitionDataset(3, 2);
    all.add(rollout, 0, 1);
    DynamicsModel model = RandomTransitions.model(config(1, 4, 8), rollout, random);
    var training = new DynamicsTraining(model, Workers.SERIAL);

    double expected = training.lossAndGradient(all, new int[] {0, 2, 5, 7});

    assertThat(training.loss(all, 4)).isCloseTo(expected, within(1e-6));
    assertThat(training.loss(new TransitionDataset(3, 2), 4)).isZero();
  }

  @Test
  void withoutDataThereIsNothingToFit() {
    var model = new DynamicsModel(config(1, 4, 8), 3, 2, random);
    var training = new DynamicsTraining(model, Workers.SERIAL);

    assertThatThrownBy(() -> training.train(new TransitionDataset(3, 2), 1, random))
        .hasMessage("there are no data to fit the model to");
  }
}
