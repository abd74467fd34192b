package dev.admiral.torch;

import static dev.admiral.torch.Numbers.assertClose;
import static dev.admiral.torch.Numbers.dot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import dev.admiral.random.RandomStream;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Convolutional networks against a naive twin in double precision and its finite differences.
@RequiresTorch
class ConvolutionalArchitectureTest {
  private static final double TOLERANCE = 1e-5;

  /// No two sizes that could be taken for one another are equal.
  private static final ConvolutionalArchitecture TINY =
      new ConvolutionalArchitecture(
          11,
          9,
          2,
          new ConstantScale(11 * 9 * 2, 100.5f, 1 / 300f),
          List.of(new Convolution(3, 4, 2), new Convolution(4, 2, 1)),
          List.of(6),
          5);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void forwardIsTheTwins(long seed) {
    Problem p = new Problem(seed);
    assertClose(Numbers.of(p.pass.forward(p.theta, p.images)), p.outputs(p.wide, p.x), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void parameterGradientsAreTheFiniteDifferences(long seed) {
    Problem p = new Problem(seed);
    float[] gradient = new float[p.theta.length];
    p.pass.forward(p.theta, p.images);
    p.pass.vjp(p.u, gradient, null);
    double[] u = Numbers.of(p.u);
    double[] expected = slopes(theta -> dot(u, p.outputs(theta, p.x)), p.wide, 1e-6);
    assertClose(Numbers.of(gradient), expected, TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void inputGradientsAreTheFiniteDifferences(long seed) {
    Problem p = new Problem(seed);
    Matrix gradients = Matrix.zeros(Problem.ROWS, TINY.inputSize());
    p.pass.forward(p.theta, p.images);
    p.pass.vjp(p.u, null, gradients);
    double[] u = Numbers.of(p.u);
    double[] expected = slopes(x -> dot(u, p.outputs(p.wide, x)), p.x, 1e-4);
    double[] actual = Numbers.of(gradients);
    for (int i = 0; i < actual.length; i++) {
      actual[i] /= TINY.scale().factor(); // to the size of numbers that the tolerance is made for
      expected[i] /= TINY.scale().factor();
    }
    assertClose(actual, expected, TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void jvpIsTheFiniteDifference(long seed) {
    Problem p = new Problem(seed);
    p.pass.forward(p.theta, p.images);
    double[] up = p.outputs(moved(p.wide, p.v, 1e-6), p.x);
    double[] down = p.outputs(moved(p.wide, p.v, -1e-6), p.x);
    double[] expected = new double[up.length];
    for (int i = 0; i < up.length; i++) {
      expected[i] = (up[i] - down[i]) / 2e-6;
    }
    assertClose(Numbers.of(p.pass.jvp(p.v)), expected, TOLERANCE);
  }

  /// hvp is the gradient of θ ↦ u̇·f(θ) + d/ds u·f(θ + s·v).
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hvpIsTheFiniteDifferenceOfTheDirectionalDerivative(long seed) {
    Problem p = new Problem(seed);
    float[] result = new float[p.theta.length];
    p.pass.forward(p.theta, p.images);
    p.pass.hvp(p.v, p.u, p.uTangent, result);
    double[] u = Numbers.of(p.u);
    double[] uTangent = Numbers.of(p.uTangent);
    double step = 1e-4;
    double[] expected =
        slopes(
            theta ->
                dot(uTangent, p.outputs(theta, p.x))
                    + (dot(u, p.outputs(moved(theta, p.v, step), p.x))
                            - dot(u, p.outputs(moved(theta, p.v, -step), p.x)))
                        / (2 * step),
            p.wide,
            step);
    assertClose(Numbers.of(result), expected, TOLERANCE);
  }

  @Test
  void noImagesHaveNoOutputs() {
    Problem p = new Problem(1);
    assertThat(p.pass.forward(p.theta, p.images.rows(0, 0)).rows()).isZero();
  }

  /// As counted in many implementations of DQN for a game of six actions.
  @Test
  void natureCnnHasItsNumberOfParameters() {
    TorchNetwork network = NatureCnn.network(6, TorchDevice.CPU);
    assertThat(network.parameterCount()).isEqualTo(1_687_206);
    assertThat(network.inputSize()).isEqualTo(84 * 84 * 4);
    assertThat(network.outputSize()).isEqualTo(6);
    assertThat(network.parameters().getFirst())
        .isEqualTo(ParameterShape.of("convolution0_weight", 8, 8, 4, 32));
  }

  @Test
  void natureCnnIsTheTwins() {
    ConvolutionalArchitecture nature = NatureCnn.architecture(6);
    TorchNetwork network = NatureCnn.network(6, TorchDevice.CPU);
    RandomStream random = RandomStream.of(8);
    float[] theta = Numbers.uniform(random, network.parameterCount(), 0.05);
    Matrix images = images(random, 2, nature.inputSize());
    double[] wide = Numbers.of(theta);
    Matrix outputs = network.pass(2, Workers.SERIAL).forward(theta, images);
    for (int r = 0; r < 2; r++) {
      double[] expected = new NaiveCnn(nature).forward(wide, Numbers.of(images.rows(r, r + 1)));
      assertClose(Numbers.of(outputs.rows(r, r + 1)), expected, TOLERANCE);
    }
  }

  @Test
  void sizesThatDoNotFitAreRefusedInOneLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> image(5, 9, new Convolution(3, 4, 1), new Convolution(3, 3, 1)))
        .withMessage("a kernel of 3 does not fit an image of 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> image(0, 9))
        .withMessage("an image's height, width and channels are at least 1, not 0, 9 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ConvolutionalArchitecture(
                5, 9, 2, ConstantScale.ofPixels(80), List.of(), List.of(), 3))
        .withMessage("an image of 5x9x2 has 90 numbers, not the scale's 80");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Convolution(3, 4, 0))
        .withMessage("a convolution's filters, kernel and stride are at least 1, not 3, 4 and 0");
  }

  private static ConvolutionalArchitecture image(int height, int width, Convolution... layers) {
    ConstantScale scale = ConstantScale.ofPixels(height * width * 2);
    return new ConvolutionalArchitecture(height, width, 2, scale, List.of(layers), List.of(), 3);
  }

  private static Matrix images(RandomStream random, int rows, int size) {
    Matrix images = Matrix.zeros(rows, size);
    for (int i = 0; i < images.values().length; i++) {
      images.values()[i] = random.nextInt(256);
    }
    return images;
  }

  /// Parameters, images away from the kinks of their ReLUs, cotangents and a direction.
  private static final class Problem {
    static final int ROWS = 2;

    final NaiveCnn twin = new NaiveCnn(TINY);
    final NetworkPass pass;
    final float[] theta;
    final double[] wide;
    final Matrix images = Matrix.zeros(ROWS, TINY.inputSize());
    final double[] x;
    final Matrix u;
    final Matrix uTangent;
    final float[] v;

    Problem(long seed) {
      RandomStream random = RandomStream.of(seed);
      TorchNetwork network = new TorchNetwork(TINY, TorchDevice.CPU);
      pass = network.pass(ROWS, Workers.SERIAL);
      theta = Numbers.uniform(random, network.parameterCount(), 0.5);
      wide = Numbers.of(theta);
      for (int r = 0; r < ROWS; r++) {
        do {
          images.rows(r, r + 1).copyFrom(images(random, 1, TINY.inputSize()));
          twin.forward(wide, Numbers.of(images.rows(r, r + 1)));
        } while (twin.margin() < 2e-3);
      }
      x = Numbers.of(images);
      u = Numbers.gaussian(random, ROWS, TINY.outputSize());
      uTangent = Numbers.gaussian(random, ROWS, TINY.outputSize());
      v = Numbers.uniform(random, theta.length, 1);
    }

    /// The twin's outputs of all rows.
    double[] outputs(double[] parameters, double[] inputs) {
      double[] all = new double[ROWS * TINY.outputSize()];
      for (int r = 0; r < ROWS; r++) {
        double[] image = new double[TINY.inputSize()];
        System.arraycopy(inputs, r * image.length, image, 0, image.length);
        System.arraycopy(
            twin.forward(parameters, image), 0, all, r * TINY.outputSize(), TINY.outputSize());
      }
      return all;
    }
  }

  private static double[] moved(double[] x, float[] v, double by) {
    double[] result = x.clone();
    for (int i = 0; i < x.length; i++) {
      result[i] += by * v[i];
    }
    return result;
  }

  /// Central differences by every coordinate.
  private static double[] slopes(ToDoubleFunction<double[]> f, double[] x, double step) {
    double[] slopes = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] moved = x.clone();
      moved[i] = x[i] + step;
      double up = f.applyAsDouble(moved);
      moved[i] = x[i] - step;
      slopes[i] = (up - f.applyAsDouble(moved)) / (2 * step);
    }
    return slopes;
  }
}
