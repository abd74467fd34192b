package dev.admiral.dynamics;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Matrix;
import dev.admiral.rollout.Trajectories;
import java.util.Arrays;

/**
 * Real transitions (s, a, s′), kept in the order in which each environment went through them, so that a
 * stretch of several steps can be read off. It only grows.
 */
public final class TransitionDataset {
  private final int observationSize;
  private final int actionSize;
  private float[] observations = new float[0];
  private float[] actions = new float[0];
  private float[] nextObservations = new float[0];
  private boolean[] cut = new boolean[0];
  private int size;

  public TransitionDataset(int observationSize, int actionSize) {
    this.observationSize = observationSize;
    this.actionSize = actionSize;
  }

  /** How many transitions there are. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Appends the environments {@code from} (inclusive) to {@code to} (exclusive), one after the other. */
  public void add(Trajectories trajectories, int from, int to) {
    int rows = (to - from) * trajectories.steps();
    grow(size + rows);
    for (int n = from; n < to; n++) {
      for (int t = 0; t < trajectories.steps(); t++) {
        int row = trajectories.row(t, n);
        copy(trajectories.observations(), row, observations, size * observationSize);
        copy(trajectories.actions(), row, actions, size * actionSize);
        copy(trajectories.nextObservations(), row, nextObservations, size * observationSize);
        cut[size] = trajectories.ended(row) || t == trajectories.steps() - 1;
        size++;
      }
    }
  }

  private static void copy(Matrix source, int row, float[] target, int at) {
    System.arraycopy(source.values(), source.rowOffset(row), target, at, source.columns());
  }

  private void grow(int needed) {
    if (needed <= cut.length) {
      return;
    }
    int capacity = Math.max(needed, cut.length + cut.length / 2);
    observations = Arrays.copyOf(observations, capacity * observationSize);
    actions = Arrays.copyOf(actions, capacity * actionSize);
    nextObservations = Arrays.copyOf(nextObservations, capacity * observationSize);
    cut = Arrays.copyOf(cut, capacity);
  }

  /** s of all transitions, shape {@code [size, observation]}, a view. */
  public Matrix observations() {
    return new Matrix(observations, 0, size, observationSize, observationSize);
  }

  /** a of all transitions, shape {@code [size, action]}, a view. */
  public Matrix actions() {
    return new Matrix(actions, 0, size, actionSize, actionSize);
  }

  /** s′ of all transitions, shape {@code [size, observation]}, a view. */
  public Matrix nextObservations() {
    return new Matrix(nextObservations, 0, size, observationSize, observationSize);
  }

  /** Whether the transition after this one does not begin where this one ended. */
  public boolean cut(int index) {
    return cut[index];
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put(
        "observations", Arrays.copyOf(observations, size * observationSize), size, observationSize);
    checkpoint.put("actions", Arrays.copyOf(actions, size * actionSize), size, actionSize);
    checkpoint.put(
        "next-observations",
        Arrays.copyOf(nextObservations, size * observationSize),
        size,
        observationSize);
    byte[] flags = new byte[size];
    for (int i = 0; i < size; i++) {
      flags[i] = (byte) (cut[i] ? 1 : 0);
    }
    checkpoint.put("cut", flags);
  }

  public void restore(Checkpoint checkpoint) {
    byte[] flags = checkpoint.bytes("cut");
    size = flags.length;
    observations = checkpoint.floats("observations").clone();
    actions = checkpoint.floats("actions").clone();
    nextObservations = checkpoint.floats("next-observations").clone();
    cut = new boolean[size];
    for (int i = 0; i < size; i++) {
      cut[i] = flags[i] != 0;
    }
  }
}
