package dev.admiral.torch;

import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The four primitives of a {@link TorchNetwork}. The parameters and the graph of the last forward are kept, so that several
 * derivatives at one point, such as those of a solver, share it; everything else native ends with the
 * primitive that made it.
 */
final class TorchPass implements NetworkPass {

  /** f(θ, x) and what it can be differentiated by. */
  private record Graph(Tensor parameters, Tensor inputs, Tensor outputs) {

    /** Keeps the tensors beyond the scope that is open, until {@link #release}. */
    Graph keep() {
      parameters.retainReference();
      inputs.retainReference();
      outputs.retainReference();
      return this;
    }

    void release() {
      outputs.releaseReference();
      inputs.releaseReference();
      parameters.releaseReference();
    }
  }

  private final TorchNetwork network;
  private final int maximumRows;
  private final TensorCopy copy;
  private final Matrix outputs;
  private final Matrix tangents;
  private final float[] summand;
  private float[] parameters = {};

  /** The parameters on the device; null before the first forward. */
  private @Nullable Tensor theta;

  private @Nullable Graph graph;
  private int rows;

  TorchPass(TorchNetwork network, int maximumRows) {
    this.network = network;
    this.maximumRows = maximumRows;
    this.copy = new TensorCopy(network.device());
    this.outputs = Matrix.zeros(maximumRows, network.outputSize());
    this.tangents = Matrix.zeros(maximumRows, network.outputSize());
    this.summand = new float[network.parameterLength()];
  }

  @Override
  public Matrix forward(float[] newParameters, Matrix inputs) {
    parameters = newParameters;
    forgetParameters();
    return forward(inputs);
  }

  /** {@inheritDoc} The parameters are on the device since the last one. */
  @Override
  public Matrix forward(Matrix inputs) {
    checkLength("a parameter vector", parameters);
    if (inputs.columns() != network.inputSize() || inputs.rows() > maximumRows) {
      throw new IllegalArgumentException(
          "%s takes inputs of shape [<=%d, %d], not [%d, %d]"
              .formatted(
                  network, maximumRows, network.inputSize(), inputs.rows(), inputs.columns()));
    }
    if (graph != null) {
      graph.release();
      graph = null;
    }
    try (PointerScope _ = new PointerScope()) {
      Tensor theta = theta();
      Tensor x = leaf(copy.inputs(inputs));
      Tensor f = new Tensor(network.apply(theta, x)); // a handle of our own, not a container's
      graph = new Graph(theta, x, f).keep();
      rows = inputs.rows();
      copy.toMatrix(f, outputs());
    }
    return outputs();
  }

  private Tensor theta() {
    if (theta == null) {
      theta = leaf(copy.toTensor(parameters, network.parameterLength()));
      theta.retainReference();
    }
    return theta;
  }

  private void forgetParameters() {
    if (theta != null) {
      theta.releaseReference();
      theta = null;
    }
  }

  @Override
  public Matrix outputs() {
    return outputs.rows(0, rows);
  }

  @Override
  public void vjp(Matrix cotangents, float @Nullable [] gradient, @Nullable Matrix inputGradients) {
    Graph at = graph();
    checkShape("outputs", cotangents, network.outputSize());
    if (inputGradients != null) {
      checkShape("input gradients", inputGradients, network.inputSize());
    }
    if (gradient != null) {
      checkLength("a gradient", gradient);
    }
    try (PointerScope _ = new PointerScope()) {
      List<Tensor> wanted = new ArrayList<>();
      if (inputGradients != null) {
        wanted.add(at.inputs());
      }
      if (gradient != null) {
        wanted.add(at.parameters());
      }
      List<Tensor> found =
          derivative(List.of(at.outputs()), List.of(copy.toTensor(cotangents)), wanted, false);
      if (inputGradients != null) {
        copy.toMatrix(found.getFirst(), inputGradients);
      }
      if (gradient != null) {
        add(found.getLast(), gradient);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The vjp is linear in its cotangents u, and its derivative by them is the transposed of the
   * transposed Jacobian: (∂f/∂θ) v = ∂/∂u [((∂f/∂θ)ᵀ u)·v], at any u.
   */
  @Override
  public Matrix jvp(float[] direction) {
    Graph at = graph();
    checkLength("a direction", direction);
    Matrix result = tangents.rows(0, rows);
    try (PointerScope _ = new PointerScope()) {
      Tensor u = leaf(zeros(at.outputs()));
      Tensor v = copy.toTensor(direction, network.parameterLength());
      Tensor gradient = parameterGradient(at, u);
      copy.toMatrix(
          derivative(List.of(gradient), List.of(v), List.of(u), false).getFirst(), result);
    }
    return result;
  }

  @Override
  public void hvp(float[] direction, Matrix cotangents, Matrix cotangentTangents, float[] result) {
    Graph at = graph();
    checkLength("a direction", direction);
    checkShape("outputs", cotangents, network.outputSize());
    checkShape("outputs", cotangentTangents, network.outputSize());
    checkLength("a result", result);
    try (PointerScope _ = new PointerScope()) {
      Tensor v = copy.toTensor(direction, network.parameterLength());
      Tensor gradient = parameterGradient(at, copy.toTensor(cotangents));
      List<Tensor> found =
          derivative(
              List.of(at.outputs(), gradient),
              List.of(copy.toTensor(cotangentTangents), v),
              List.of(at.parameters()),
              false);
      add(found.getFirst(), result);
    }
  }

  /** (∂f/∂θ)ᵀ u as a function that can itself be differentiated. */
  private static Tensor parameterGradient(Graph at, Tensor u) {
    return derivative(List.of(at.outputs()), List.of(u), List.of(at.parameters()), true).getFirst();
  }

  /**
   * Σᵢ (∂functionᵢ/∂wanted)ᵀ weightᵢ for each that is wanted; zeros where it plays no part.
   *
   * @param again whether the result will be differentiated
   */
  private static List<Tensor> derivative(
      List<Tensor> functions, List<Tensor> weights, List<Tensor> wanted, boolean again) {
    TensorVector differentiable = new TensorVector();
    TensorVector theirWeights = new TensorVector();
    for (int i = 0; i < functions.size(); i++) {
      if (functions.get(i).requires_grad()) { // not, for example, the gradient of a linear function
        differentiable.push_back(functions.get(i));
        theirWeights.push_back(weights.get(i));
      }
    }
    if (differentiable.empty() || wanted.isEmpty()) {
      return wanted.stream().map(TorchPass::zeros).toList();
    }
    TensorVector found =
        torch.grad(
            differentiable,
            new TensorVector(wanted.toArray(Tensor[]::new)),
            theirWeights,
            new BoolOptional(true),
            again,
            true);
    List<Tensor> derivatives = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      derivatives.add(found.get(i).defined() ? found.get(i) : zeros(wanted.get(i)));
    }
    return derivatives;
  }

  /** Makes it something to differentiate by. */
  private static Tensor leaf(Tensor tensor) {
    tensor.requires_grad_(true);
    return tensor;
  }

  private static Tensor zeros(Tensor like) {
    return torch.zeros_like(like.detach());
  }

  /** Adds what is found for the parameters to the beginning of {@code sum}. */
  private void add(Tensor found, float[] sum) {
    copy.toArray(found, summand);
    for (int i = 0; i < summand.length; i++) {
      sum[i] += summand[i];
    }
  }

  private Graph graph() {
    if (graph == null) {
      throw new IllegalStateException("a pass has no derivatives before its first forward");
    }
    return graph;
  }

  private void checkLength(String what, float[] vector) {
    if (vector.length < network.parameterLength()) {
      throw new IllegalArgumentException(
          "%s needs %s of %d, not %d"
              .formatted(network, what, network.parameterLength(), vector.length));
    }
  }

  private void checkShape(String what, Matrix matrix, int columns) {
    if (matrix.rows() != rows || matrix.columns() != columns) {
      throw new IllegalArgumentException(
          "%s has %s of shape [%d, %d], not [%d, %d]"
              .formatted(network, what, rows, columns, matrix.rows(), matrix.columns()));
    }
  }
}
