package dev.admiral.env;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.Arrays;

/**
 * One row of a {@link PooledVectorEnvironment}: an environment, its random stream, and its current episode as the
 * actions that led here, from which it can be lived through again.
 */
final class PooledRow {
  private final Environment environment;
  private final RandomStream random;
  private final double[] action;

  /** Where {@link #random} stood when the current episode began. */
  private byte[] beginning = {};

  /** The actions of the current episode, shape {@code [length, action]} and room for more. */
  private double[] actions;

  private int length;
  private double episodeReturn;

  PooledRow(Environment environment, RandomStream random) {
    this.environment = environment;
    this.random = random;
    this.action = new double[environment.actionSpace().size()];
    this.actions = new double[action.length];
  }

  Environment environment() {
    return environment;
  }

  void reset(StepBatch batch, int row) {
    write(begin().observation(), batch.observations(), row);
    batch.set(row, 0, false, false);
  }

  private StepResult begin() {
    beginning = random.state();
    length = 0;
    episodeReturn = 0;
    return environment.reset(random);
  }

  void step(Matrix batchActions, StepBatch batch, int row) {
    for (int i = 0; i < action.length; i++) {
      action[i] = batchActions.get(row, i);
    }
    remember();
    StepResult result = environment.step(action);
    episodeReturn += result.reward();
    batch.set(row, (float) result.reward(), result.terminated(), result.truncated());
    write(result.observation(), batch.nextObservations(), row);
    if (result.terminated() || result.truncated()) {
      batch.completeEpisode(row, episodeReturn, length);
      result = begin();
    }
    write(result.observation(), batch.observations(), row);
  }

  private void remember() {
    int at = length * action.length;
    if (at + action.length > actions.length) {
      actions = Arrays.copyOf(actions, 2 * actions.length);
    }
    System.arraycopy(action, 0, actions, at, action.length);
    length++;
  }

  void save(Checkpoint checkpoint) {
    checkpoint.put("beginning", beginning);
    checkpoint.put("actions", Arrays.copyOf(actions, length * action.length));
  }

  void restore(Checkpoint checkpoint, StepBatch batch, int row) {
    beginning = checkpoint.bytes("beginning");
    RandomStream past = RandomStream.of(0);
    past.restore(beginning);
    actions = checkpoint.doubles("actions").clone();
    length = actions.length / action.length;
    episodeReturn = 0;
    StepResult result = environment.reset(past);
    for (int t = 0; t < length; t++) {
      System.arraycopy(actions, t * action.length, action, 0, action.length);
      result = environment.step(action);
      episodeReturn += result.reward();
    }
    write(result.observation(), batch.observations(), row);
    batch.set(row, 0, false, false);
    actions = Arrays.copyOf(actions, Math.max(actions.length, action.length));
  }

  private static void write(double[] observation, Matrix target, int row) {
    float[] values = target.values();
    int offset = target.rowOffset(row);
    for (int i = 0; i < observation.length; i++) {
      values[offset + i] = (float) observation[i];
    }
  }
}
