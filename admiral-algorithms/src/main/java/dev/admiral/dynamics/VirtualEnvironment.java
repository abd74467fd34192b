package dev.admiral.dynamics;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.env.StepBatch;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.List;

/**
 * One task of a family under a learned model: the same initial states, rewards, terminations and time
 * limit as the real one, but transitions are {@link DynamicsModel}'s. A learner cannot tell it from a
 * real environment.
 *
 * <p>Initial states are drawn from the family's p₀ by resetting a real environment; that costs no real
 * transition.
 */
public final class VirtualEnvironment implements VectorEnvironment {
  private final DynamicsModel model;
  private final TaskFamily family;
  private final double[] task;
  private final Environment initialStates;
  private final RandomStream[] streams;
  private final StepBatch batch;
  private final int[] steps;
  private final DynamicsModel.Predictor predictor;
  private final double[] observation;
  private final double[] action;
  private final double[] next;
  private final List<VirtualEnvironment> parts = new ArrayList<>();

  /**
   * {@code size} imagined environments of the task ψ.
   *
   * @param task ψ, shared and read at every step, so that a learner may change it in place
   * @param streams gives row i the stream {@code (name, i)} for its initial states
   */
  public VirtualEnvironment(
      DynamicsModel model,
      TaskFamily family,
      double[] task,
      int size,
      RandomStreams streams,
      String name,
      Workers workers) {
    this(
        model,
        family,
        task,
        streamsOf(streams, name, size),
        new StepBatch(size, Box.unbounded(model.observationSize())),
        workers);
  }

  private VirtualEnvironment(
      DynamicsModel model,
      TaskFamily family,
      double[] task,
      RandomStream[] streams,
      StepBatch batch,
      Workers workers) {
    this.model = model;
    this.family = family;
    this.task = task;
    this.streams = streams;
    this.batch = batch;
    this.initialStates = family.newDynamics();
    this.steps = new int[streams.length];
    this.predictor = model.predictor(streams.length, workers);
    this.observation = new double[model.observationSize()];
    this.action = new double[model.actionSize()];
    this.next = new double[model.observationSize()];
  }

  private static RandomStream[] streamsOf(RandomStreams streams, String name, int size) {
    RandomStream[] result = new RandomStream[size];
    for (int i = 0; i < size; i++) {
      result[i] = streams.stream(name, i);
    }
    return result;
  }

  @Override
  public int size() {
    return streams.length;
  }

  @Override
  public Box observationSpace() {
    return initialStates.observationSpace();
  }

  @Override
  public Space actionSpace() {
    return initialStates.actionSpace();
  }

  @Override
  public StepBatch reset() {
    for (int row = 0; row < size(); row++) {
      begin(row);
      batch.set(row, 0, false, false);
    }
    return batch;
  }

  private void begin(int row) {
    steps[row] = 0;
    double[] first = initialStates.reset(streams[row]).observation();
    for (int j = 0; j < first.length; j++) {
      batch.observations().set(row, j, (float) first[j]);
    }
  }

  @Override
  public StepBatch step(Matrix actions) {
    predictor.predict(batch.observations(), actions, batch.nextObservations());
    for (int row = 0; row < size(); row++) {
      read(batch.observations(), row, observation);
      read(actions, row, action);
      read(batch.nextObservations(), row, next);
      boolean terminated = family.termination().terminates(next, task);
      double reward = family.reward().reward(observation, action, next, task);
      steps[row]++;
      boolean truncated = steps[row] >= family.horizon();
      batch.set(row, (float) reward, terminated, truncated);
      if (terminated || truncated) {
        begin(row);
      } else {
        batch.observations().copyRow(row, batch.nextObservations(), row);
      }
    }
    return batch;
  }

  private static void read(Matrix source, int row, double[] target) {
    int at = source.rowOffset(row);
    for (int j = 0; j < target.length; j++) {
      target[j] = source.values()[at + j];
    }
  }

  @Override
  public List<VectorEnvironment> split(int count) {
    List<VectorEnvironment> result = new ArrayList<>();
    for (Workers.Range range : Workers.partition(size(), count)) {
      RandomStream[] part = new RandomStream[range.to() - range.from()];
      System.arraycopy(streams, range.from(), part, 0, part.length);
      VirtualEnvironment environment =
          new VirtualEnvironment(
              model, family, task, part, batch.rows(range.from(), range.to()), Workers.SERIAL);
      parts.add(environment);
      result.add(environment);
    }
    return result;
  }

  @Override
  public void close() {
    initialStates.close();
    parts.forEach(VirtualEnvironment::close);
  }
}
