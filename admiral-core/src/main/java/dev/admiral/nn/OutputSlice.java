package dev.admiral.nn;

import dev.admiral.concurrent.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Some consecutive outputs of a network as a network of its own, with the same parameters: a policy and a value
 * function that share a trunk are two of these.
 *
 * @param network whose outputs they are
 * @param first the first of them
 * @param outputSize how many there are
 */
public record OutputSlice(Network network, int first, int outputSize) implements Network {
  public OutputSlice {
    if (first < 0 || outputSize < 1 || first + outputSize > network.outputSize()) {
      throw new IllegalArgumentException(
          "a network with %d outputs has no slice of %d from %d on"
              .formatted(network.outputSize(), outputSize, first));
    }
  }

  @Override
  public int inputSize() {
    return network.inputSize();
  }

  @Override
  public int parameterLength() {
    return network.parameterLength();
  }

  @Override
  public int parameterCount() {
    return network.parameterCount();
  }

  @Override
  public float[] pack(float[] parameters) {
    return network.pack(parameters);
  }

  @Override
  public void unpack(float[] packed, float[] parameters) {
    network.unpack(packed, parameters);
  }

  @Override
  public NetworkPass pass(int maximumRows, Workers workers) {
    return new SlicePass(network.pass(maximumRows, workers), maximumRows);
  }

  private final class SlicePass implements NetworkPass {
    private final NetworkPass pass;

    /** Cotangents of all outputs, zero but for the slice. */
    private final Matrix whole;

    private final Matrix wholeTangents;

    SlicePass(NetworkPass pass, int maximumRows) {
      this.pass = pass;
      this.whole = Matrix.zeros(maximumRows, network.outputSize());
      this.wholeTangents = Matrix.zeros(maximumRows, network.outputSize());
    }

    private Matrix slice(Matrix outputs) {
      return outputs.columns(first, first + outputSize);
    }

    private Matrix widen(Matrix cotangents, Matrix target) {
      Matrix rows = target.rows(0, cotangents.rows());
      slice(rows).copyFrom(cotangents);
      return rows;
    }

    @Override
    public Matrix forward(float[] parameters, Matrix inputs) {
      return slice(pass.forward(parameters, inputs));
    }

    @Override
    public Matrix forward(Matrix inputs) {
      return slice(pass.forward(inputs));
    }

    @Override
    public Matrix outputs() {
      return slice(pass.outputs());
    }

    @Override
    public void vjp(
        Matrix cotangents, float @Nullable [] gradient, @Nullable Matrix inputGradients) {
      pass.vjp(widen(cotangents, whole), gradient, inputGradients);
    }

    @Override
    public Matrix jvp(float[] direction) {
      return slice(pass.jvp(direction));
    }

    @Override
    public void hvp(
        float[] direction, Matrix cotangents, Matrix cotangentTangents, float[] result) {
      pass.hvp(
          direction, widen(cotangents, whole), widen(cotangentTangents, wholeTangents), result);
    }
  }
}
