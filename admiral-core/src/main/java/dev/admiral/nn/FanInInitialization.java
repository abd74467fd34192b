package dev.admiral.nn;

import dev.admiral.random.RandomStream;

/**
 * Weights and biases that are uniform on ±1/√n, n being how many numbers go into a layer's output, as actor-critic
 * methods with replay use them (Lillicrap et al. 2016), and PyTorch by default; the last layer may have a limit of its
 * own, such as 3·10⁻³, so that fresh outputs are nearly zero.
 */
public final class FanInInitialization {
  private FanInInitialization() {}

  /** Fresh parameters, the last layer's like the others'. */
  public static float[] parameters(LayeredNetwork network, RandomStream random) {
    return parameters(network, random, limit(network, network.layers() - 1));
  }

  /**
   * Fresh parameters.
   *
   * @param lastLimit of the last layer's weights and biases
   */
  public static float[] parameters(LayeredNetwork network, RandomStream random, double lastLimit) {
    float[] parameters = new float[network.parameterLength()];
    for (int l = 0; l < network.layers(); l++) {
      double limit = l == network.layers() - 1 ? lastLimit : limit(network, l);
      for (int j = 0; j < network.out(l); j++) {
        for (int i = 0; i < network.in(l); i++) {
          parameters[network.weightIndex(l, i, j)] = (float) random.nextDouble(-limit, limit);
        }
        parameters[network.biasIndex(l, j)] = (float) random.nextDouble(-limit, limit);
      }
    }
    return parameters;
  }

  private static double limit(LayeredNetwork network, int layer) {
    return 1 / Math.sqrt(network.in(layer));
  }
}
