package dev.admiral.sac;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Adam;
import dev.admiral.nn.LayeredNetwork;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A network with one output, its parameters and its optimiser: a value that is fitted to targets by least squares. */
public final class Regression {
  private final LayeredNetwork network;
  private final float[] parameters;
  private final float[] gradient;
  private final Adam adam;
  private final NetworkPass pass;
  private final Matrix cotangents;
  private double loss;
  private double meanValue;

  /**
   * @param parameters to begin with; kept, and changed
   * @param rows of the largest batch
   */
  public Regression(
      LayeredNetwork network, float[] parameters, double learningRate, int rows, Workers workers) {
    if (network.outputSize() != 1) {
      throw new IllegalArgumentException(network + " gives more than a value");
    }
    this.network = network;
    this.parameters = parameters;
    this.gradient = new float[network.parameterLength()];
    this.adam = new Adam(parameters.length, Adam.Config.of(learningRate), workers);
    this.pass = network.pass(rows, workers);
    this.cotangents = Matrix.zeros(rows, 1);
  }

  public LayeredNetwork network() {
    return network;
  }

  /** Live. */
  public float[] parameters() {
    return parameters;
  }

  /** The values of a batch at these parameters, shape {@code [rows, 1]}, live until the next call of anything. */
  public Matrix evaluate(Matrix inputs) {
    return evaluate(parameters, inputs);
  }

  /** As {@link #evaluate(Matrix)}, at other parameters, such as a target's. */
  public Matrix evaluate(float[] others, Matrix inputs) {
    return pass.forward(others, inputs);
  }

  /**
   * Pulls cotangents of the values of the last {@link #evaluate} back to its inputs.
   *
   * @param inputGradients shape {@code [rows, input]}, overwritten
   */
  public void pullBack(Matrix valueCotangents, Matrix inputGradients) {
    pass.vjp(valueCotangents, null, inputGradients);
  }

  /**
   * One step down the mean squared error of a batch.
   *
   * @param targets shape {@code [rows]}
   * @param inputGradients of the error before the step, shape {@code [rows, input]}, overwritten; null where not
   *     wanted
   */
  public void descend(Matrix inputs, float[] targets, @Nullable Matrix inputGradients) {
    int rows = inputs.rows();
    Matrix values = pass.forward(parameters, inputs);
    Matrix u = rows == cotangents.rows() ? cotangents : cotangents.rows(0, rows);
    double squares = 0;
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      float value = values.get(r, 0);
      float error = value - targets[r];
      squares += (double) error * error;
      sum += value;
      u.set(r, 0, 2 * error / rows);
    }
    loss = squares / rows;
    meanValue = sum / rows;
    Arrays.fill(gradient, 0);
    pass.vjp(u, gradient, inputGradients);
    var _ = adam.step(parameters, gradient);
  }

  /** The mean squared error before the last {@link #descend}. */
  public double loss() {
    return loss;
  }

  /** The mean of the values before the last {@link #descend}. */
  public double meanValue() {
    return meanValue;
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("parameters", network.pack(parameters));
    adam.save(checkpoint.scope("adam"));
  }

  /** The parameters as {@link #save} stored them. */
  static float[] parameters(LayeredNetwork network, Checkpoint checkpoint) {
    float[] stored = new float[network.parameterLength()];
    network.unpack(checkpoint.floats("parameters"), stored);
    return stored;
  }

  public void restore(Checkpoint checkpoint) {
    network.unpack(checkpoint.floats("parameters"), parameters);
    adam.restore(checkpoint.scope("adam"));
  }
}
