package dev.admiral.policy;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.Network;
import dev.admiral.nn.Normalizer;
import dev.admiral.nn.kernel.Kernels;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * A stochastic policy π_θ(a|s): observations are normalised, go through a network, and its outputs
 * describe a {@link Distribution} over actions.
 *
 * <p>This is the architecture; θ is a flat vector of {@link #parameterLength} numbers, the network's and
 * then the distribution's free ones, which callers own and pass in.
 */
public final class Policy {
  private final Network network;
  private final Distribution distribution;
  private final Normalizer normalizer;

  /**
   * @param normalizer of observations; shared, so that it may go on learning
   */
  public Policy(Network network, Distribution distribution, Normalizer normalizer) {
    if (network.outputSize() != distribution.outputSize()) {
      throw new IllegalArgumentException(
          "the network gives %d numbers where the distribution needs %d"
              .formatted(network.outputSize(), distribution.outputSize()));
    }
    this.network = network;
    this.distribution = distribution;
    this.normalizer = normalizer;
  }

  /** A Gaussian policy on a tanh perceptron, the usual one for continuous control. */
  public static Policy gaussian(Normalizer normalizer, List<Integer> hidden, int actionSize) {
    return new Policy(
        new Mlp(normalizer.size(), hidden, actionSize, Activation.TANH),
        new DiagonalGaussian(actionSize),
        normalizer);
  }

  public Network network() {
    return network;
  }

  public Distribution distribution() {
    return distribution;
  }

  public Normalizer normalizer() {
    return normalizer;
  }

  /** Where the distribution's free parameters begin in θ. */
  public int freeOffset() {
    return network.parameterLength();
  }

  public int parameterLength() {
    return network.parameterLength()
        + (distribution.freeSize() == 0 ? 0 : Kernels.pad(distribution.freeSize()));
  }

  /** How many parameters there are, padding left out. */
  public int parameterCount() {
    return network.parameterCount() + distribution.freeSize();
  }

  /** θ without padding, as it is stored in files: the network's parameters, then the free ones. */
  public float[] pack(float[] parameters) {
    float[] packed = Arrays.copyOf(network.pack(parameters), parameterCount());
    System.arraycopy(
        parameters, freeOffset(), packed, network.parameterCount(), distribution.freeSize());
    return packed;
  }

  /** The inverse of {@link #pack}. */
  public float[] unpack(float[] packed) {
    if (packed.length != parameterCount()) {
      throw new IllegalArgumentException(
          "this policy has " + parameterCount() + " parameters, not " + packed.length);
    }
    float[] parameters = new float[parameterLength()];
    network.unpack(Arrays.copyOf(packed, network.parameterCount()), parameters);
    System.arraycopy(
        packed, network.parameterCount(), parameters, freeOffset(), distribution.freeSize());
    return parameters;
  }

  /**
   * Fresh parameters: Xavier-uniform weights with a last layer scaled by 0.01, so that a fresh policy
   * acts around zero everywhere.
   *
   * @param initialStd the standard deviation of a Gaussian's actions
   */
  public float[] initialParameters(RandomStream random, double initialStd) {
    if (!(network instanceof Mlp mlp)) {
      throw new IllegalStateException("only a perceptron knows how to initialise itself");
    }
    float[] parameters = Arrays.copyOf(mlp.initialParameters(random, 0.01), parameterLength());
    for (int i = 0; i < distribution.freeSize(); i++) {
      parameters[freeOffset() + i] = (float) Math.log(initialStd);
    }
    return parameters;
  }

  /** Adds a gradient by the distribution's free parameters to one by θ. */
  void addFree(double[] freeGradient, float[] gradient) {
    for (int i = 0; i < freeGradient.length; i++) {
      gradient[freeOffset() + i] += (float) freeGradient[i];
    }
  }

  /** Memory for batches of up to {@code maximumRows} observations. */
  public PolicyPass pass(int maximumRows, Workers workers) {
    return new PolicyPass(this, maximumRows, workers);
  }
}
