package dev.admiral.nn;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Convolutions without borders ("valid"), then affine layers, with one nonlinearity between all of them and none at
 * the end.
 *
 * <p>A row of inputs is an image {@code [height, width, channel]}, and so are the activations: what a filter sees
 * of one line of an image is then contiguous, and a convolution is a few plain products for every line, without a
 * copy. The weights of a convolution are {@code [kernel row, kernel column, channel, filter]}. Numbers of filters
 * are padded to {@link Kernels#LANES}.
 */
public final class ConvolutionalNetwork implements LayeredNetwork {

  /** The shape of an image. */
  public record Image(int height, int width, int channels) {
    public int size() {
      return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }
  }

  /**
   * One convolution.
   *
   * @param filters how many channels come out
   * @param kernel the side of the square that a filter sees
   * @param stride how far the squares are apart
   */
  public record Convolution(int filters, int kernel, int stride) {
    public Convolution {
      if (filters < 1 || kernel < 1 || stride < 1) {
        throw new IllegalArgumentException(
            "filters, kernel and stride are at least 1, not %d, %d, %d"
                .formatted(filters, kernel, stride));
      }
    }
  }

  private final Image input;
  private final List<ConvolutionalLayer> layers = new ArrayList<>();
  private final Activation activation;
  private final int convolutions;

  /**
   * @param convolutions at least one
   * @param hidden the widths of the affine layers between the convolutions and the output, possibly none
   * @param output how many numbers come out
   */
  public ConvolutionalNetwork(
      Image input,
      List<Convolution> convolutions,
      List<Integer> hidden,
      int output,
      Activation activation) {
    if (convolutions.isEmpty()) {
      throw new IllegalArgumentException("without convolutions a network is an Mlp");
    }
    this.input = input;
    this.activation = activation;
    this.convolutions = convolutions.size();
    ConvolutionalLayer layer = ConvolutionalLayer.first(input, convolutions.getFirst());
    layers.add(layer);
    for (Convolution convolution : convolutions.subList(1, convolutions.size())) {
      layer = layer.followedBy(convolution);
      layers.add(layer);
    }
    for (int width : hidden) {
      layer = layer.followedBy(width);
      layers.add(layer);
    }
    layers.add(layer.followedBy(output));
  }

  /**
   * The network of Mnih et al. (2015) for 84 × 84 images: 32 filters of 8 × 8 every 4 pixels, 64 of 4 × 4 every 2,
   * 64 of 3 × 3, then 512 units; ReLU.
   */
  public static ConvolutionalNetwork nature(Image input, int output) {
    return new ConvolutionalNetwork(
        input,
        List.of(new Convolution(32, 8, 4), new Convolution(64, 4, 2), new Convolution(64, 3, 1)),
        List.of(512),
        output,
        Activation.RELU);
  }

  public Image input() {
    return input;
  }

  @Override
  public int inputSize() {
    return input.size();
  }

  @Override
  public int outputSize() {
    return layers.getLast().filters();
  }

  @Override
  public int parameterLength() {
    return layers.getLast().end();
  }

  @Override
  public Activation activation() {
    return activation;
  }

  @Override
  public int layers() {
    return layers.size();
  }

  /** How many of the layers are convolutions; the others have one place, which sees everything. */
  public int convolutions() {
    return convolutions;
  }

  /** The side of the square that layer {@code layer}, a convolution, sees. */
  public int kernel(int layer) {
    return layers.get(layer).kernelHeight();
  }

  /** How far the squares of layer {@code layer}, a convolution, are apart. */
  public int stride(int layer) {
    return layers.get(layer).stride();
  }

  ConvolutionalLayer layer(int layer) {
    return layers.get(layer);
  }

  @Override
  public int in(int layer) {
    return layers.get(layer).in();
  }

  @Override
  public int out(int layer) {
    return layers.get(layer).filters();
  }

  @Override
  public int weightIndex(int layer, int i, int j) {
    return layers.get(layer).weightIndex(i, j);
  }

  @Override
  public int biasIndex(int layer, int j) {
    return layers.get(layer).biasOffset() + j;
  }

  @Override
  public NetworkPass pass(int maximumRows, Workers workers) {
    return new ConvolutionalPass(this, maximumRows, workers, Kernels.best());
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            "convolutional network %dx%dx%d"
                .formatted(input.height(), input.width(), input.channels()));
    for (int l = 0; l < layers(); l++) {
      text.append('-').append(out(l));
      if (l < convolutions) {
        text.append("@%dx%d/%d".formatted(kernel(l), kernel(l), stride(l)));
      }
    }
    return text.append(' ').append(activation.name().toLowerCase(Locale.ROOT)).toString();
  }
}
