package dev.admiral.nn;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.kernel.Kernels;
import dev.admiral.random.RandomStream;
import java.util.List;
import java.util.Locale;

/**
 * A multi-layer perceptron: affine layers with one nonlinearity between them and none at the end.
 *
 * <p>Layer l holds its weights and then its bias {@code [out]}, output widths padded to {@link
 * Kernels#LANES}. The weights stand in panels of {@value #PANEL} outputs, each {@code [in][panel]}: what
 * one register tile reads is then contiguous, which is worth a tenth of the time of wide layers. {@link
 * #pack} and {@link #unpack} convert from and to the unpadded
 * order in which parameters are stored in files.
 */
public final class Mlp implements LayeredNetwork {
  /** How many outputs' weights stand together. */
  static final int PANEL = 64;

  private final int[] sizes;
  private final Activation activation;
  private final int[] offsets;

  /**
   * @param input how many numbers go in
   * @param hidden the widths of the hidden layers, possibly none
   * @param output how many numbers come out
   */
  public Mlp(int input, List<Integer> hidden, int output, Activation activation) {
    this.sizes = new int[hidden.size() + 2];
    sizes[0] = input;
    for (int i = 0; i < hidden.size(); i++) {
      sizes[i + 1] = hidden.get(i);
    }
    sizes[sizes.length - 1] = output;
    for (int size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException("every layer needs a width of at least 1, not " + size);
      }
    }
    this.activation = activation;
    this.offsets = new int[layers() + 1];
    for (int l = 0; l < layers(); l++) {
      offsets[l + 1] = Math.addExact(offsets[l], Math.multiplyExact(in(l) + 1, paddedOut(l)));
    }
  }

  @Override
  public int inputSize() {
    return sizes[0];
  }

  @Override
  public int outputSize() {
    return sizes[sizes.length - 1];
  }

  @Override
  public int parameterLength() {
    return offsets[layers()];
  }

  @Override
  public Activation activation() {
    return activation;
  }

  @Override
  public int layers() {
    return sizes.length - 1;
  }

  @Override
  public int in(int layer) {
    return sizes[layer];
  }

  @Override
  public int out(int layer) {
    return sizes[layer + 1];
  }

  int paddedOut(int layer) {
    return Kernels.pad(out(layer));
  }

  int weightOffset(int layer) {
    return offsets[layer];
  }

  int biasOffset(int layer) {
    return offsets[layer] + in(layer) * paddedOut(layer);
  }

  @Override
  public int weightIndex(int layer, int i, int j) {
    int first = j / PANEL * PANEL;
    return weightOffset(layer)
        + first * in(layer)
        + i * panelWidth(paddedOut(layer), first)
        + (j - first);
  }

  /** How many columns the panel has that begins at column {@code first} of {@code columns}. */
  static int panelWidth(int columns, int first) {
    return Math.min(PANEL, columns - first);
  }

  @Override
  public int biasIndex(int layer, int j) {
    return biasOffset(layer) + j;
  }

  /**
   * Xavier-uniform weights (Glorot &amp; Bengio 2010) and zero biases.
   *
   * @param outputGain multiplies the last layer's weights; a small one makes a fresh policy's mean
   *     nearly zero
   */
  public float[] initialParameters(RandomStream random, double outputGain) {
    float[] parameters = new float[parameterLength()];
    for (int l = 0; l < layers(); l++) {
      double limit = Math.sqrt(6.0 / (in(l) + out(l))) * (l == layers() - 1 ? outputGain : 1);
      for (int i = 0; i < in(l); i++) {
        for (int j = 0; j < out(l); j++) {
          parameters[weightIndex(l, i, j)] = (float) random.nextDouble(-limit, limit);
        }
      }
    }
    return parameters;
  }

  @Override
  public NetworkPass pass(int maximumRows, Workers workers) {
    return new MlpPass(this, maximumRows, workers, Kernels.best());
  }

  /** A pass on chosen kernels, so that tests can compare the two implementations. */
  NetworkPass pass(int maximumRows, Workers workers, Kernels kernels) {
    return new MlpPass(this, maximumRows, workers, kernels);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("MLP ");
    for (int i = 0; i < sizes.length; i++) {
      text.append(i == 0 ? "" : "-").append(sizes[i]);
    }
    return text.append(' ').append(activation.name().toLowerCase(Locale.ROOT)).toString();
  }
}
