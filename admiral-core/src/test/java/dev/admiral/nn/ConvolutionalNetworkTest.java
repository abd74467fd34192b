package dev.admiral.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.ConvolutionalNetwork.Convolution;
import dev.admiral.nn.ConvolutionalNetwork.Image;
import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The four primitives against differences of a naive double-precision twin.
class ConvolutionalNetworkTest {
  private static final double STEP = 1e-4;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (int rows : new int[] {1, 5, 8, 257}) {
      for (Activation activation : Activation.values()) {
        // Widths that fill no vector, a kernel that covers the image, strides that leave a margin.
        cases.add(Arguments.of(network(activation, 7, 6, 3, List.of(5), 2, conv(9, 3, 2)), rows));
        cases.add(
            Arguments.of(
                network(activation, 9, 9, 1, List.of(), 3, conv(3, 4, 2), conv(17, 2, 1)), rows));
        cases.add(Arguments.of(network(activation, 5, 5, 2, List.of(4), 1, conv(6, 5, 1)), rows));
        cases.add(
            Arguments.of(
                network(activation, 12, 8, 4, List.of(33, 7), 4, conv(16, 4, 4), conv(70, 2, 1)),
                rows));
      }
    }
    return cases.stream();
  }

  private static Convolution conv(int filters, int kernel, int stride) {
    return new Convolution(filters, kernel, stride);
  }

  private static ConvolutionalNetwork network(
      Activation activation,
      int height,
      int width,
      int channels,
      List<Integer> hidden,
      int output,
      Convolution... convolutions) {
    return new ConvolutionalNetwork(
        new Image(height, width, channels), List.of(convolutions), hidden, output, activation);
  }

  @Tag("kernel")
  @ParameterizedTest
  @MethodSource("cases")
  void forwardIsTheTwins(ConvolutionalNetwork network, int rows) {
    Problem p = new Problem(network, rows, Workers.SERIAL);
    double[][] expected = p.twin(p.theta);
    Matrix outputs = p.pass.forward(p.parameters, p.inputs);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < network.outputSize(); j++) {
        assertThat((double) outputs.get(r, j)).isCloseTo(expected[r][j], Offset.offset(1e-4));
      }
    }
  }

  @Tag("kernel")
  @ParameterizedTest
  @MethodSource("cases")
  void derivativesAreTheTwinsDifferences(ConvolutionalNetwork network, int rows) {
    Problem p = new Problem(network, rows, Workers.SERIAL);
    double[] v = p.direction();
    double[] w = p.direction();
    Matrix u = p.cotangents();
    Matrix uTangent = p.cotangents();
    p.pass.forward(p.parameters, p.inputs);

    float[] gradient = new float[network.parameterLength()];
    Matrix inputGradients = Matrix.zeros(rows, network.inputSize());
    p.pass.vjp(u, gradient, inputGradients);
    double slope = (p.loss(v, STEP, w, 0, u) - p.loss(v, -STEP, w, 0, u)) / (2 * STEP);
    assertClose(dot(network.pack(gradient), v), slope, rows);

    Matrix tangent = p.pass.jvp(p.unpacked(v));
    assertClose(dot(tangent, u), slope, rows);

    float[] product = new float[network.parameterLength()];
    p.pass.hvp(p.unpacked(v), u, uTangent, product);
    // ∂²/∂s∂t of Σ (u + s·u̇)·f(θ + s·v + t·w) at 0.
    double mixed =
        (p.loss(v, STEP, w, STEP, p.moved(u, uTangent, STEP))
                - p.loss(v, STEP, w, -STEP, p.moved(u, uTangent, STEP))
                - p.loss(v, -STEP, w, STEP, p.moved(u, uTangent, -STEP))
                + p.loss(v, -STEP, w, -STEP, p.moved(u, uTangent, -STEP)))
            / (4 * STEP * STEP);
    if (network.activation() == Activation.TANH) {
      assertClose(dot(network.pack(product), w), mixed, rows);
    }

    double[][] z = p.inputDirection();
    double up = p.inputLoss(z, STEP, u);
    double down = p.inputLoss(z, -STEP, u);
    double along = 0;
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < network.inputSize(); i++) {
        along += inputGradients.get(r, i) * z[r][i];
      }
    }
    assertClose(along, (up - down) / (2 * STEP), rows);
  }

  private static void assertClose(double actual, double expected, int rows) {
    assertThat(actual)
        .isCloseTo(expected, Offset.offset(3e-4 * Math.sqrt(rows) * (1 + Math.abs(expected))));
  }

  /// ReLU has kinks that differences step over, but is linear within a region: the Hessian of a squared
  /// loss is symmetric there.
  @Tag("kernel")
  @Test
  void hvpOfReluIsSymmetric() {
    ConvolutionalNetwork network =
        network(Activation.RELU, 12, 8, 4, List.of(33), 4, conv(16, 4, 4), conv(20, 2, 1));
    Problem p = new Problem(network, 6, Workers.SERIAL);
    double[] v = p.direction();
    double[] w = p.direction();
    Matrix u = p.cotangents();
    assertThat(dot(p.squaredHessian(v, u), w))
        .isCloseTo(dot(p.squaredHessian(w, u), v), Offset.offset(2e-3));
  }

  @Tag("kernel")
  @ParameterizedTest
  @MethodSource("cases")
  void theNumberOfWorkersDoesNotShow(ConvolutionalNetwork network, int rows) {
    List<float[]> expected = everything(network, rows, Workers.SERIAL);
    try (Workers three = new Workers(3)) {
      List<float[]> shared = everything(network, rows, three);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(shared.get(i)).isEqualTo(expected.get(i));
      }
    }
  }

  private static List<float[]> everything(ConvolutionalNetwork network, int rows, Workers workers) {
    Problem p = new Problem(network, rows, workers);
    Matrix u = p.cotangents();
    Matrix uTangent = p.cotangents();
    float[] direction = p.unpacked(p.direction());
    float[] outputs = dense(p.pass.forward(p.parameters, p.inputs));
    float[] gradient = new float[network.parameterLength()];
    Matrix inputGradients = Matrix.zeros(rows, network.inputSize());
    p.pass.vjp(u, gradient, inputGradients);
    float[] tangent = dense(p.pass.jvp(direction));
    float[] product = new float[network.parameterLength()];
    p.pass.hvp(direction, u, uTangent, product);
    return List.of(outputs, gradient, dense(inputGradients), tangent, product);
  }

  @Test
  void movesOnAtUnchangedParameters() {
    ConvolutionalNetwork network =
        network(Activation.RELU, 12, 8, 4, List.of(33), 4, conv(16, 4, 4));
    Problem p = new Problem(network, 4, Workers.SERIAL);
    Problem other = new Problem(network, 4, Workers.SERIAL);
    Matrix moved = Matrix.zeros(4, network.inputSize());
    RandomStream random = RandomStream.of(9);
    for (int i = 0; i < moved.values().length; i++) {
      moved.values()[i] = (float) random.nextGaussian();
    }
    Matrix u = p.cotangents();
    Matrix first = Matrix.zeros(4, network.inputSize());
    p.pass.forward(p.parameters, p.inputs);
    p.pass.vjp(u, null, first);
    p.pass.forward(moved);
    p.pass.vjp(u, null, first);
    Matrix again = Matrix.zeros(4, network.inputSize());
    other.pass.forward(other.parameters, moved);
    other.pass.vjp(u, null, again);
    assertThat(first.values()).isEqualTo(again.values());
  }

  @Test
  void packsAndUnpacksWithoutPadding() {
    ConvolutionalNetwork network =
        network(Activation.RELU, 9, 9, 1, List.of(7), 3, conv(3, 4, 2), conv(5, 2, 1));
    assertThat(network.parameterCount())
        .isEqualTo((16 * 3 + 3) + (4 * 3 * 5 + 5) + (2 * 2 * 5 * 7 + 7) + (7 * 3 + 3));
    float[] packed = new float[network.parameterCount()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = i + 1;
    }
    float[] parameters = new float[network.parameterLength()];
    network.unpack(packed, parameters);
    assertThat(network.pack(parameters)).isEqualTo(packed);
    float[] sorted = parameters.clone();
    Arrays.sort(sorted);
    assertThat(sorted).endsWith(packed);
  }

  @Test
  void theNatureNetworkHasItsPublishedSize() {
    ConvolutionalNetwork network = ConvolutionalNetwork.nature(new Image(84, 84, 4), 18);
    assertThat(network.parameterCount())
        .isEqualTo(
            (8 * 8 * 4 * 32 + 32)
                + (4 * 4 * 32 * 64 + 64)
                + (3 * 3 * 64 * 64 + 64)
                + (3136 * 512 + 512)
                + (512 * 18 + 18));
    assertThat(network.toString())
        .isEqualTo("convolutional network 84x84x4-32@8x8/4-64@4x4/2-64@3x3/1-512-18 relu");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(Activation.RELU, 4, 4, 1, List.of(), 1, conv(1, 5, 1)))
        .withMessage("a kernel of 5 x 5 does not fit into an image of 4 x 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conv(1, 0, 1))
        .withMessage("filters, kernel and stride are at least 1, not 1, 0, 1");
    ConvolutionalNetwork network = network(Activation.RELU, 4, 4, 1, List.of(), 1, conv(1, 2, 1));
    NetworkPass pass = network.pass(2, Workers.SERIAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.forward(new float[network.parameterLength()], Matrix.zeros(2, 15)))
        .withMessageContaining("takes inputs of shape [<=2, 16], not [2, 15]");
  }

  private static double dot(float[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double dot(Matrix a, Matrix b) {
    double sum = 0;
    for (int r = 0; r < a.rows(); r++) {
      for (int c = 0; c < a.columns(); c++) {
        sum += (double) a.get(r, c) * b.get(r, c);
      }
    }
    return sum;
  }

  private static float[] dense(Matrix matrix) {
    Matrix copy = Matrix.zeros(matrix.rows(), matrix.columns());
    copy.copyFrom(matrix);
    return copy.values();
  }

  /// A network at random parameters and inputs.
  private static final class Problem {
    final ConvolutionalNetwork network;
    final int rows;
    final RandomStream random = RandomStream.of(3);
    final double[] theta;
    final float[] parameters;
    final Matrix inputs;
    final NetworkPass pass;

    Problem(ConvolutionalNetwork network, int rows, Workers workers) {
      this.network = network;
      this.rows = rows;
      this.theta = new double[network.parameterCount()];
      int at = 0;
      for (int l = 0; l < network.layers(); l++) {
        int count = (network.in(l) + 1) * network.out(l);
        for (int i = 0; i < count; i++) {
          theta[at++] = (float) (random.nextGaussian() / Math.sqrt(network.in(l)));
        }
      }
      this.parameters = unpacked(theta);
      // A view with a margin, as a slice of a larger buffer would be.
      this.inputs =
          new Matrix(
              new float[3 + rows * (network.inputSize() + 2)],
              3,
              rows,
              network.inputSize(),
              network.inputSize() + 2);
      for (int r = 0; r < rows; r++) {
        for (int i = 0; i < network.inputSize(); i++) {
          inputs.set(r, i, (float) random.nextGaussian());
        }
      }
      this.pass = network.pass(rows, workers);
    }

    double[] direction() {
      double[] direction = new double[theta.length];
      for (int i = 0; i < direction.length; i++) {
        direction[i] = (float) (random.nextGaussian() / Math.sqrt(theta.length));
      }
      return direction;
    }

    double[][] inputDirection() {
      double[][] direction = new double[rows][network.inputSize()];
      for (double[] row : direction) {
        for (int i = 0; i < row.length; i++) {
          row[i] = random.nextGaussian() / Math.sqrt(row.length);
        }
      }
      return direction;
    }

    Matrix cotangents() {
      Matrix u = Matrix.zeros(rows, network.outputSize());
      for (int i = 0; i < u.values().length; i++) {
        u.values()[i] = (float) random.nextGaussian();
      }
      return u;
    }

    float[] unpacked(double[] packed) {
      float[] floats = new float[packed.length];
      for (int i = 0; i < packed.length; i++) {
        floats[i] = (float) packed[i];
      }
      float[] flat = new float[network.parameterLength()];
      network.unpack(floats, flat);
      return flat;
    }

    Matrix moved(Matrix u, Matrix along, double step) {
      Matrix result = Matrix.zeros(u.rows(), u.columns());
      for (int i = 0; i < result.values().length; i++) {
        result.values()[i] = (float) (u.values()[i] + step * along.values()[i]);
      }
      return result;
    }

    /// Σ u·f(θ + s·v + t·w).
    double loss(double[] v, double s, double[] w, double t, Matrix u) {
      double[] at = new double[theta.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = theta[i] + s * v[i] + t * w[i];
      }
      return weighted(twin(at), u);
    }

    double inputLoss(double[][] z, double step, Matrix u) {
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        double[] x = image(r);
        for (int i = 0; i < x.length; i++) {
          x[i] += step * z[r][i];
        }
        double[] f = twin(theta, x);
        for (int j = 0; j < f.length; j++) {
          sum += f[j] * u.get(r, j);
        }
      }
      return sum;
    }

    private static double weighted(double[][] f, Matrix u) {
      double sum = 0;
      for (int r = 0; r < f.length; r++) {
        for (int j = 0; j < f[r].length; j++) {
          sum += f[r][j] * u.get(r, j);
        }
      }
      return sum;
    }

    /// The Hessian of ½Σ(f − y)² times v.
    float[] squaredHessian(double[] v, Matrix y) {
      Matrix f = pass.forward(parameters, inputs);
      Matrix u = Matrix.zeros(rows, network.outputSize());
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < u.columns(); j++) {
          u.set(r, j, f.get(r, j) - y.get(r, j));
        }
      }
      Matrix tangent = Matrix.zeros(rows, network.outputSize());
      tangent.copyFrom(pass.jvp(unpacked(v)));
      float[] result = new float[network.parameterLength()];
      pass.hvp(unpacked(v), u, tangent, result);
      return network.pack(result);
    }

    private double[] image(int row) {
      double[] x = new double[network.inputSize()];
      for (int i = 0; i < x.length; i++) {
        x[i] = inputs.get(row, i);
      }
      return x;
    }

    double[][] twin(double[] at) {
      double[][] outputs = new double[rows][];
      for (int r = 0; r < rows; r++) {
        outputs[r] = twin(at, image(r));
      }
      return outputs;
    }

    private double[] twin(double[] at, double[] x) {
      int height = network.input().height();
      int width = network.input().width();
      int channels = network.input().channels();
      double[] h = x;
      int weights = 0;
      for (int l = 0; l < network.layers(); l++) {
        boolean units = l >= network.convolutions();
        int kernelHeight = units ? height : network.kernel(l);
        int kernelWidth = units ? width : network.kernel(l);
        int stride = units ? 1 : network.stride(l);
        int outHeight = (height - kernelHeight) / stride + 1;
        int outWidth = (width - kernelWidth) / stride + 1;
        int filters = network.out(l);
        double[] next = new double[outHeight * outWidth * filters];
        for (int y = 0; y < outHeight; y++) {
          for (int xx = 0; xx < outWidth; xx++) {
            for (int f = 0; f < filters; f++) {
              double sum = at[weights + network.in(l) * filters + f];
              for (int ky = 0; ky < kernelHeight; ky++) {
                for (int kx = 0; kx < kernelWidth; kx++) {
                  for (int c = 0; c < channels; c++) {
                    int i = (ky * kernelWidth + kx) * channels + c;
                    sum +=
                        at[weights + i * filters + f]
                            * h[((y * stride + ky) * width + xx * stride + kx) * channels + c];
                  }
                }
              }
              next[(y * outWidth + xx) * filters + f] =
                  l == network.layers() - 1
                      ? sum
                      : network.activation() == Activation.TANH ? Math.tanh(sum) : Math.max(0, sum);
            }
          }
        }
        weights += (network.in(l) + 1) * filters;
        h = next;
        height = outHeight;
        width = outWidth;
        channels = filters;
      }
      return h;
    }
  }
}
