package dev.admiral.torch;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Network;
import dev.admiral.nn.NetworkPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Any {@link TorchModule} as a {@link Network}: its derivatives come from libtorch's automatic
 * differentiation, in single precision. The flat parameter vector has no padding; it is the module's
 * tensors one after the other.
 */
public final class TorchNetwork implements Network {
  private final int inputSize;
  private final int outputSize;
  private final List<ParameterShape> parameters;
  private final TorchModule module;
  private final TorchDevice device;
  private final int parameterCount;

  /**
   * @param inputSize how many numbers a row of inputs has
   * @param outputSize how many numbers a row of outputs has
   * @param parameters the tensors that {@code module} gets, in this order
   * @throws TorchException where this process has no libtorch or no such device
   */
  public TorchNetwork(
      int inputSize,
      int outputSize,
      List<ParameterShape> parameters,
      TorchModule module,
      TorchDevice device) {
    if (inputSize < 1 || outputSize < 1) {
      throw new IllegalArgumentException(
          "a network has at least 1 input and 1 output, not %d and %d"
              .formatted(inputSize, outputSize));
    }
    device.require();
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.parameters = List.copyOf(parameters);
    this.module = module;
    this.device = device;
    Set<String> names = new HashSet<>();
    int count = 0;
    for (ParameterShape shape : this.parameters) {
      if (!names.add(shape.name())) {
        throw new IllegalArgumentException("two parameters are called \"" + shape.name() + "\"");
      }
      count = Math.addExact(count, shape.count());
    }
    this.parameterCount = count;
  }

  /** An architecture with sizes of its own. */
  public TorchNetwork(TorchArchitecture architecture, TorchDevice device) {
    this(
        architecture.inputSize(),
        architecture.outputSize(),
        architecture.parameters(),
        architecture,
        device);
  }

  @Override
  public int inputSize() {
    return inputSize;
  }

  @Override
  public int outputSize() {
    return outputSize;
  }

  @Override
  public int parameterLength() {
    return parameterCount;
  }

  @Override
  public int parameterCount() {
    return parameterCount;
  }

  public List<ParameterShape> parameters() {
    return parameters;
  }

  public TorchModule module() {
    return module;
  }

  public TorchDevice device() {
    return device;
  }

  @Override
  public float[] pack(float[] flat) {
    return Arrays.copyOf(flat, parameterCount);
  }

  @Override
  public void unpack(float[] packed, float[] flat) {
    if (packed.length != parameterCount) {
      throw new IllegalArgumentException(
          "this network has " + parameterCount + " parameters, not " + packed.length);
    }
    System.arraycopy(packed, 0, flat, 0, parameterCount);
  }

  /**
   * {@inheritDoc}
   *
   * @param workers unused: libtorch has threads of its own, {@link TorchThreads}
   */
  @Override
  public NetworkPass pass(int maximumRows, Workers workers) {
    return new TorchPass(this, maximumRows);
  }

  /**
   * The module on a flat parameter tensor, of which the tensors it gets are views.
   *
   * @throws TorchException if the module fails or gives another shape than it should
   */
  Tensor apply(Tensor flat, Tensor inputs) {
    Tensor outputs;
    try {
      outputs = module.forward(views(flat), inputs);
    } catch (RuntimeException e) {
      throw new TorchException("the module of " + this + " failed", e);
    }
    if (outputs.dim() != 2 || outputs.size(0) != inputs.size(0) || outputs.size(1) != outputSize) {
      throw new TorchException(
          "the module of %s gave outputs of shape %s where [%d, %d] is needed"
              .formatted(this, shape(outputs), inputs.size(0), outputSize));
    }
    return outputs;
  }

  private List<Tensor> views(Tensor flat) {
    if (parameters.isEmpty()) {
      return List.of();
    }
    TensorVector parts =
        flat.split_with_sizes(parameters.stream().mapToLong(ParameterShape::count).toArray());
    List<Tensor> views = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      views.add(parts.get(i).view(parameters.get(i).toArray()));
    }
    return views;
  }

  private static List<Long> shape(Tensor tensor) {
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < tensor.dim(); i++) {
      shape.add(tensor.size(i));
    }
    return shape;
  }

  @Override
  public String toString() {
    return module instanceof TorchArchitecture
        ? module.toString()
        : "torch network %d-%d".formatted(inputSize, outputSize);
  }
}
