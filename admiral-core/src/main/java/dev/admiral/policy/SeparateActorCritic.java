package dev.admiral.policy;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.LayeredNetwork;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import dev.admiral.nn.Normalizer;
import dev.admiral.nn.OrthogonalInitialization;
import dev.admiral.nn.OrthogonalInitialization.Head;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/** Policy and value function on a network each. θ is the policy's vector, then the value network's. */
public final class SeparateActorCritic implements ActorCritic {
  private final LayeredNetwork policyNetwork;
  private final LayeredNetwork valueNetwork;
  private final Policy policy;

  /**
   * @param valueNetwork with one output, and the inputs of {@code policyNetwork}
   */
  public SeparateActorCritic(
      LayeredNetwork policyNetwork,
      LayeredNetwork valueNetwork,
      Distribution distribution,
      Normalizer normalizer) {
    if (valueNetwork.outputSize() != 1 || valueNetwork.inputSize() != policyNetwork.inputSize()) {
      throw new IllegalArgumentException(
          valueNetwork + " is no value network beside " + policyNetwork);
    }
    this.policyNetwork = policyNetwork;
    this.valueNetwork = valueNetwork;
    this.policy = new Policy(policyNetwork, distribution, normalizer);
  }

  @Override
  public Policy policy() {
    return policy;
  }

  @Override
  public int parameterLength() {
    return policy.parameterLength() + valueNetwork.parameterLength();
  }

  @Override
  public float[] pack(float[] parameters) {
    float[] packed =
        Arrays.copyOf(
            policy.pack(parameters), policy.parameterCount() + valueNetwork.parameterCount());
    float[] value = valueNetwork.pack(valuePart(parameters));
    System.arraycopy(value, 0, packed, policy.parameterCount(), value.length);
    return packed;
  }

  @Override
  public float[] unpack(float[] packed) {
    int count = policy.parameterCount() + valueNetwork.parameterCount();
    if (packed.length != count) {
      throw new IllegalArgumentException(
          "this actor-critic has " + count + " parameters, not " + packed.length);
    }
    float[] parameters =
        Arrays.copyOf(
            policy.unpack(Arrays.copyOf(packed, policy.parameterCount())), parameterLength());
    float[] value = new float[valueNetwork.parameterLength()];
    valueNetwork.unpack(Arrays.copyOfRange(packed, policy.parameterCount(), count), value);
    System.arraycopy(value, 0, parameters, policy.parameterLength(), value.length);
    return parameters;
  }

  private float[] valuePart(float[] parameters) {
    return Arrays.copyOfRange(parameters, policy.parameterLength(), parameterLength());
  }

  @Override
  public float[] initialParameters(RandomStream random) {
    double gain = Math.sqrt(2);
    List<Head> actor = List.of(new Head(policyNetwork.outputSize(), 0.01));
    float[] parameters =
        Arrays.copyOf(
            OrthogonalInitialization.parameters(policyNetwork, random, gain, actor),
            parameterLength());
    float[] value =
        OrthogonalInitialization.parameters(valueNetwork, random, gain, List.of(new Head(1, 1)));
    System.arraycopy(value, 0, parameters, policy.parameterLength(), value.length);
    return parameters;
  }

  @Override
  public ActorCriticPass pass(int maximumRows, Workers workers) {
    return new SeparatePass(maximumRows, workers);
  }

  private final class SeparatePass implements ActorCriticPass {
    private final NetworkPass policyPass;
    private final NetworkPass valuePass;
    private final Matrix normalized;

    /** Networks read prefixes, so the value network's part of θ and of a gradient are copied. */
    private final float[] valueParameters = new float[valueNetwork.parameterLength()];

    private final float[] valueParameterGradient = new float[valueNetwork.parameterLength()];

    SeparatePass(int maximumRows, Workers workers) {
      this.policyPass = policyNetwork.pass(maximumRows, workers);
      this.valuePass = valueNetwork.pass(maximumRows, workers);
      this.normalized = Matrix.zeros(maximumRows, policyNetwork.inputSize());
    }

    @Override
    public void forward(float[] parameters, Matrix observations) {
      System.arraycopy(
          parameters, policy.parameterLength(), valueParameters, 0, valueParameters.length);
      Matrix inputs = normalize(observations);
      policyPass.forward(parameters, inputs);
      valuePass.forward(valueParameters, inputs);
    }

    @Override
    public void forward(Matrix observations) {
      Matrix inputs = normalize(observations);
      policyPass.forward(inputs);
      valuePass.forward(inputs);
    }

    private Matrix normalize(Matrix observations) {
      Matrix inputs = normalized.rows(0, observations.rows());
      policy.normalizer().normalize(observations, inputs);
      return inputs;
    }

    @Override
    public Matrix policyOutputs() {
      return policyPass.outputs();
    }

    @Override
    public Matrix values() {
      return valuePass.outputs();
    }

    @Override
    public void vjp(
        Matrix policyGradient, Matrix valueGradient, double[] freeGradient, float[] gradient) {
      policyPass.vjp(policyGradient, gradient, null);
      policy.addFree(freeGradient, gradient);
      Arrays.fill(valueParameterGradient, 0);
      valuePass.vjp(valueGradient, valueParameterGradient, null);
      for (int i = 0; i < valueParameterGradient.length; i++) {
        gradient[policy.parameterLength() + i] += valueParameterGradient[i];
      }
    }

    @Override
    public void valueObservationGradient(Matrix valueGradient, Matrix gradients) {
      valuePass.vjp(valueGradient, null, gradients);
      policy.normalizer().pullBack(gradients);
    }
  }
}
