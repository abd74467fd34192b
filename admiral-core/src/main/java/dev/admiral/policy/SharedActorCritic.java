package dev.admiral.policy;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.LayeredNetwork;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Network;
import dev.admiral.nn.NetworkPass;
import dev.admiral.nn.Normalizer;
import dev.admiral.nn.OrthogonalInitialization;
import dev.admiral.nn.OrthogonalInitialization.Head;
import dev.admiral.nn.OutputSlice;
import dev.admiral.random.RandomStream;
import java.util.List;

/**
 * Policy and value function on one network, whose last output is the value. θ is the policy's vector: the network's
 * parameters, then the distribution's free ones.
 */
public final class SharedActorCritic implements ActorCritic {
  private final LayeredNetwork layers;
  private final Network network;
  private final Policy policy;

  /**
   * @param network with one output more than {@code distribution} needs
   */
  public SharedActorCritic(
      LayeredNetwork network, Distribution distribution, Normalizer normalizer) {
    this(network, network, distribution, normalizer);
  }

  /**
   * @param layers what the parameters mean, for fresh ones
   * @param network which computes the same from the same packed parameters, elsewhere, such as on a GPU
   */
  public SharedActorCritic(
      LayeredNetwork layers, Network network, Distribution distribution, Normalizer normalizer) {
    if (network.inputSize() != layers.inputSize()
        || network.outputSize() != layers.outputSize()
        || network.parameterCount() != layers.parameterCount()) {
      throw new IllegalArgumentException(
          "%s does not compute what %s describes".formatted(network, layers));
    }
    if (network.outputSize() != distribution.outputSize() + 1) {
      throw new IllegalArgumentException(
          "the network gives %d numbers where policy and value need %d"
              .formatted(network.outputSize(), distribution.outputSize() + 1));
    }
    this.layers = layers;
    this.network = network;
    this.policy =
        new Policy(
            new OutputSlice(network, 0, distribution.outputSize()), distribution, normalizer);
  }

  @Override
  public Policy policy() {
    return policy;
  }

  @Override
  public int parameterLength() {
    return policy.parameterLength();
  }

  @Override
  public float[] pack(float[] parameters) {
    return policy.pack(parameters);
  }

  @Override
  public float[] unpack(float[] packed) {
    return policy.unpack(packed);
  }

  @Override
  public float[] initialParameters(RandomStream random) {
    List<Head> heads = List.of(new Head(policy.distribution().outputSize(), 0.01), new Head(1, 1));
    float[] fresh = OrthogonalInitialization.parameters(layers, random, Math.sqrt(2), heads);
    float[] parameters = new float[parameterLength()];
    network.unpack(layers.pack(fresh), parameters);
    return parameters;
  }

  @Override
  public ActorCriticPass pass(int maximumRows, Workers workers) {
    return new SharedPass(maximumRows, workers);
  }

  private final class SharedPass implements ActorCriticPass {
    private final NetworkPass pass;
    private final Matrix normalized;
    private final Matrix cotangents;
    private final int outputs = policy.distribution().outputSize();
    private int rows;

    SharedPass(int maximumRows, Workers workers) {
      this.pass = network.pass(maximumRows, workers);
      this.normalized = Matrix.zeros(maximumRows, network.inputSize());
      this.cotangents = Matrix.zeros(maximumRows, network.outputSize());
    }

    @Override
    public void forward(float[] parameters, Matrix observations) {
      pass.forward(parameters, normalize(observations));
    }

    @Override
    public void forward(Matrix observations) {
      pass.forward(normalize(observations));
    }

    private Matrix normalize(Matrix observations) {
      rows = observations.rows();
      Matrix inputs = normalized.rows(0, rows);
      policy.normalizer().normalize(observations, inputs);
      return inputs;
    }

    @Override
    public Matrix policyOutputs() {
      return pass.outputs().columns(0, outputs);
    }

    @Override
    public Matrix values() {
      return pass.outputs().columns(outputs, outputs + 1);
    }

    @Override
    public void vjp(
        Matrix policyGradient, Matrix valueGradient, double[] freeGradient, float[] gradient) {
      Matrix all = cotangents.rows(0, rows);
      all.columns(0, outputs).copyFrom(policyGradient);
      all.columns(outputs, outputs + 1).copyFrom(valueGradient);
      pass.vjp(all, gradient, null);
      policy.addFree(freeGradient, gradient);
    }

    @Override
    public void valueObservationGradient(Matrix valueGradient, Matrix gradients) {
      Matrix all = cotangents.rows(0, rows);
      all.fill(0);
      all.columns(outputs, outputs + 1).copyFrom(valueGradient);
      pass.vjp(all, null, gradients);
      policy.normalizer().pullBack(gradients);
    }
  }
}
