package dev.admiral.torch;

import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.ConvolutionalNetwork;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolutional network on images: the numbers are scaled, go through convolutions with ReLU, and, as
 * one row in the order {@code [height, width, channel]}, through a perceptron with ReLU between its layers.
 *
 * <p>A row of inputs is one image, channels last: {@code [height, width, channel]}. libtorch computes in
 * its channels-last memory format, so nothing is transposed.
 *
 * <p>The packed order of the parameters: per convolution the weights {@code [kernelHeight][kernelWidth]
 * [inChannels][outChannels]}, which is a matrix of one row per number of a patch, in the order (ky, kx,
 * channel), and one column per filter; then the bias {@code [outChannels]}. Then, per layer of the
 * perceptron, the weights {@code [in][out]} and the bias {@code [out]}.
 *
 * @param height of an image, in pixels
 * @param width of an image, in pixels
 * @param channels how many numbers a pixel has
 * @param scale of the inputs, such as {@link ConstantScale#ofPixels}
 * @param convolutions the first layers
 * @param hidden the widths of the perceptron's hidden layers
 * @param outputSize how many numbers come out
 */
public record ConvolutionalArchitecture(
    int height,
    int width,
    int channels,
    ConstantScale scale,
    List<Convolution> convolutions,
    List<Integer> hidden,
    int outputSize)
    implements TorchArchitecture {
  public ConvolutionalArchitecture {
    convolutions = List.copyOf(convolutions);
    hidden = List.copyOf(hidden);
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "an image's height, width and channels are at least 1, not %d, %d and %d"
              .formatted(height, width, channels));
    }
    if (scale.size() != height * width * channels) {
      throw new IllegalArgumentException(
          "an image of %dx%dx%d has %d numbers, not the scale's %d"
              .formatted(height, width, channels, height * width * channels, scale.size()));
    }
    int shorter = Math.min(height, width);
    for (Convolution convolution : convolutions) {
      shorter = convolution.reduced(shorter); // refuses a kernel that does not fit
    }
  }

  /**
   * The twin of a network on our own kernels, with the same packed parameters, on inputs as a policy's normaliser
   * leaves them.
   *
   * @throws TorchException if there is another nonlinearity than ReLU
   */
  public static ConvolutionalArchitecture of(ConvolutionalNetwork network) {
    return of(network, ConstantScale.identity(network.inputSize()));
  }

  /**
   * The twin of a network on our own kernels and of the normaliser before it, with the same packed parameters: pixels
   * come in as they are.
   *
   * @throws TorchException if there is another nonlinearity than ReLU
   */
  public static ConvolutionalArchitecture of(ConvolutionalNetwork network, ConstantScale scale) {
    if (network.activation() != Activation.RELU) {
      throw new TorchException(
          network + " has no twin: the nonlinearity of a ConvolutionalArchitecture is relu");
    }
    List<Convolution> convolutions = new ArrayList<>();
    List<Integer> hidden = new ArrayList<>();
    for (int l = 0; l < network.layers() - 1; l++) {
      if (l < network.convolutions()) {
        convolutions.add(new Convolution(network.out(l), network.kernel(l), network.stride(l)));
      } else {
        hidden.add(network.out(l));
      }
    }
    ConvolutionalNetwork.Image image = network.input();
    return new ConvolutionalArchitecture(
        image.height(),
        image.width(),
        image.channels(),
        scale,
        convolutions,
        hidden,
        network.outputSize());
  }

  @Override
  public int inputSize() {
    return height * width * channels;
  }

  /** What follows the convolutions. */
  private PerceptronArchitecture head() {
    int h = height;
    int w = width;
    int c = channels;
    for (Convolution convolution : convolutions) {
      h = convolution.reduced(h);
      w = convolution.reduced(w);
      c = convolution.filters();
    }
    List<Integer> sizes = new ArrayList<>();
    sizes.add(h * w * c);
    sizes.addAll(hidden);
    sizes.add(outputSize);
    return new PerceptronArchitecture(sizes, Activation.RELU);
  }

  @Override
  public List<ParameterShape> parameters() {
    List<ParameterShape> shapes = new ArrayList<>();
    int in = channels;
    for (int l = 0; l < convolutions.size(); l++) {
      Convolution c = convolutions.get(l);
      shapes.add(
          ParameterShape.of(
              "convolution" + l + "_weight", c.kernel(), c.kernel(), in, c.filters()));
      shapes.add(ParameterShape.of("convolution" + l + "_bias", c.filters()));
      in = c.filters();
    }
    shapes.addAll(head().parameters());
    return shapes;
  }

  @Override
  public Tensor forward(List<Tensor> parameters, Tensor inputs) {
    // libtorch's order of indices is [rows, channel, height, width]; memory stays channels last.
    long[] images = {inputs.size(0), height, width, channels};
    Tensor scaled = inputs.sub(new Scalar(scale.origin())).mul(new Scalar(scale.factor()));
    Tensor x = scaled.view(images).permute(0, 3, 1, 2);
    for (int l = 0; l < convolutions.size(); l++) {
      long stride = convolutions.get(l).stride();
      Tensor weight = parameters.get(2 * l).permute(3, 2, 0, 1);
      TensorOptional bias = new TensorOptional(parameters.get(2 * l + 1));
      long[] one = {1, 1};
      x =
          torch.relu(
              torch.conv2d(x, weight, bias, new long[] {stride, stride}, new long[2], one, 1));
    }
    Tensor flat = x.permute(0, 2, 3, 1).flatten(1, -1);
    return head().forward(parameters.subList(2 * convolutions.size(), parameters.size()), flat);
  }

  @Override
  public String script() {
    StringBuilder lines = new StringBuilder();
    String image = height + ", " + width + ", " + channels;
    lines
        .append("x = (x - %s) * %s\n".formatted(scale.origin(), scale.factor()))
        .append("x = x.view(x.size(0), " + image + ").permute(0, 3, 1, 2)\n");
    for (int l = 0; l < convolutions.size(); l++) {
      String layer = "self.convolution" + l;
      int stride = convolutions.get(l).stride();
      lines
          .append("w = " + layer + "_weight.permute(3, 2, 0, 1)\n")
          .append("x = torch.conv2d(x, w, " + layer + "_bias, [" + stride + ", " + stride + "])\n")
          .append("x = torch.relu(x)\n");
    }
    return lines.append("x = x.permute(0, 2, 3, 1).flatten(1)\n") + head().script();
  }

  @Override
  public String toString() {
    return "torch CNN %dx%dx%d-%d".formatted(height, width, channels, outputSize);
  }
}
