package dev.admiral.torch;

import static dev.admiral.torch.Numbers.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.nn.ConvolutionalNetwork.Image;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import dev.admiral.nn.OrthogonalInitialization;
import dev.admiral.nn.OrthogonalInitialization.Head;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.ActorCriticPass;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.SharedActorCritic;
import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The convolutional network of admiral-core and its libtorch twin, which share no code: their four primitives
/// agree.
@RequiresTorch
class ConvolutionalNetworkTwinTest {
  private static final double TOLERANCE = 1e-4;

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(ConvolutionalNetwork.nature(new Image(84, 84, 4), 7), 3),
        // Widths that fill no vector, strides that leave a margin, a kernel that covers the image.
        Arguments.of(network(7, 6, 3, List.of(5), 2, conv(9, 3, 2)), 5),
        Arguments.of(network(11, 9, 2, List.of(), 3, conv(3, 4, 2), conv(17, 2, 1)), 1),
        Arguments.of(network(5, 5, 2, List.of(4), 1, conv(6, 5, 1)), 8),
        Arguments.of(network(8, 13, 1, List.of(33, 7), 4, conv(16, 4, 4), conv(70, 2, 1)), 4),
        Arguments.of(network(6, 6, 1, List.of(6), 3, conv(5, 1, 1), conv(4, 3, 3)), 257));
  }

  private static ConvolutionalNetwork.Convolution conv(int filters, int kernel, int stride) {
    return new ConvolutionalNetwork.Convolution(filters, kernel, stride);
  }

  private static ConvolutionalNetwork network(
      int height,
      int width,
      int channels,
      List<Integer> hidden,
      int output,
      ConvolutionalNetwork.Convolution... convolutions) {
    return new ConvolutionalNetwork(
        new Image(height, width, channels), List.of(convolutions), hidden, output, Activation.RELU);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void primitivesAreThoseOfLibtorch(ConvolutionalNetwork ours, int rows) {
    RandomStream random = RandomStream.of(23);
    TorchNetwork twin = new TorchNetwork(ConvolutionalArchitecture.of(ours), TorchDevice.CPU);
    int count = ours.parameterCount();
    assertThat(twin.parameterCount()).isEqualTo(count);

    List<Head> heads = List.of(new Head(ours.outputSize(), 1));
    float[] theta =
        ours.pack(OrthogonalInitialization.parameters(ours, random, Math.sqrt(2), heads));
    float[] noise = Numbers.uniform(random, count, 0.02); // biases too
    for (int i = 0; i < count; i++) {
      theta[i] += noise[i];
    }
    float[] direction = Numbers.uniform(random, count, 0.1);
    Matrix x = Numbers.gaussian(random, rows, ours.inputSize());
    Matrix u = Numbers.gaussian(random, rows, ours.outputSize());
    Matrix uTangent = Numbers.gaussian(random, rows, ours.outputSize());

    NetworkPass actual = ours.pass(rows, Workers.SERIAL);
    NetworkPass expected = twin.pass(rows, Workers.SERIAL);
    float[] parameters = flat(ours, theta);
    assertSame(Numbers.of(actual.forward(parameters, x)), Numbers.of(expected.forward(theta, x)));

    float[] gradient = new float[ours.parameterLength()];
    float[] expectedGradient = new float[count];
    Matrix inputGradients = Numbers.gaussian(random, rows, ours.inputSize());
    Matrix expectedInputGradients = Matrix.zeros(rows, ours.inputSize());
    actual.vjp(u, gradient, inputGradients);
    expected.vjp(u, expectedGradient, expectedInputGradients);
    assertSameLayers(ours, gradient, expectedGradient);
    assertSame(Numbers.of(inputGradients), Numbers.of(expectedInputGradients));

    assertSame(Numbers.of(actual.jvp(flat(ours, direction))), Numbers.of(expected.jvp(direction)));

    float[] curvature = new float[ours.parameterLength()];
    float[] expectedCurvature = new float[count];
    actual.hvp(flat(ours, direction), u, uTangent, curvature);
    expected.hvp(direction, u, uTangent, expectedCurvature);
    assertSameLayers(ours, curvature, expectedCurvature);
  }

  /// Where pixels are scaled before our network, the twin takes them as they are.
  @Test
  void anActorCriticOnTheTwinIsTheSame() {
    ConvolutionalNetwork network = network(11, 9, 2, List.of(6), 4, conv(3, 4, 2), conv(17, 2, 1));
    ConstantScale scale = new ConstantScale(network.inputSize(), 126.3f, 0.03f);
    Distribution actions = new Categorical(3);
    ActorCritic ours = new SharedActorCritic(network, actions, scale);
    ActorCritic twin =
        new SharedActorCritic(
            network,
            new TorchNetwork(ConvolutionalArchitecture.of(network, scale), TorchDevice.CPU),
            actions,
            ConstantScale.identity(network.inputSize()));
    int rows = 5;
    RandomStream random = RandomStream.of(29);
    Matrix x = Matrix.zeros(rows, network.inputSize());
    for (int i = 0; i < x.values().length; i++) {
      x.values()[i] = random.nextInt(256);
    }
    Matrix u = Numbers.gaussian(random, rows, 3);
    Matrix w = Numbers.gaussian(random, rows, 1);
    List<double[]> results = new ArrayList<>();
    for (ActorCritic model : List.of(ours, twin)) {
      float[] theta = model.initialParameters(RandomStream.of(5));
      ActorCriticPass pass = model.pass(rows, Workers.SERIAL);
      pass.forward(theta, x);
      results.add(Numbers.of(pass.policyOutputs()));
      results.add(Numbers.of(pass.values()));
      float[] gradient = new float[model.parameterLength()];
      pass.vjp(u, w, new double[0], gradient);
      results.add(Numbers.of(model.pack(theta)));
      results.add(Numbers.of(model.pack(gradient)));
      Matrix byPixel = Matrix.zeros(rows, network.inputSize());
      pass.forward(x);
      pass.valueObservationGradient(w, byPixel);
      results.add(Numbers.of(byPixel));
    }
    int each = results.size() / 2;
    for (int i = 0; i < each; i++) {
      assertSame(results.get(each + i), results.get(i));
    }
  }

  private static float[] flat(ConvolutionalNetwork network, float[] packed) {
    float[] flat = new float[network.parameterLength()];
    network.unpack(packed, flat);
    return flat;
  }

  /// Layer by layer, so that the large numbers of one do not hide the small ones of another.
  private static void assertSameLayers(
      ConvolutionalNetwork network, float[] flat, float[] expected) {
    float[] actual = network.pack(flat);
    int from = 0;
    for (int l = 0; l < network.layers(); l++) {
      int to = from + (network.in(l) + 1) * network.out(l);
      assertSame(
          Numbers.of(Arrays.copyOfRange(actual, from, to)),
          Numbers.of(Arrays.copyOfRange(expected, from, to)));
      from = to;
    }
    assertThat(from).isEqualTo(expected.length);
  }

  /// Within the tolerance of the largest, which is not zero.
  private static void assertSame(double[] actual, double[] expected) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(largest).isPositive();
    assertClose(scaled(actual, 1 / largest), scaled(expected, 1 / largest), TOLERANCE);
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  @Test
  void anotherNonlinearityIsRefusedInOneLine() {
    ConvolutionalNetwork tanh =
        new ConvolutionalNetwork(
            new Image(4, 4, 1), List.of(conv(2, 3, 1)), List.of(), 3, Activation.TANH);
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> ConvolutionalArchitecture.of(tanh))
        .withMessage(
            tanh + " has no twin: the nonlinearity of a ConvolutionalArchitecture is relu");
  }
}
