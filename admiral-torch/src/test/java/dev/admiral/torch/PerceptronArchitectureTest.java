package dev.admiral.torch;

import static dev.admiral.torch.Numbers.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.NetworkPass;
import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The perceptron of admiral-core and its libtorch twin, which share no code: their four primitives agree.
@RequiresTorch
class PerceptronArchitectureTest {
  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (List<Integer> sizes :
          List.of(
              List.of(3, 1),
              List.of(1, 1, 1),
              List.of(7, 17, 3),
              List.of(100, 65, 33, 17, 5),
              List.of(11, 500, 500, 11))) {
        for (int rows : new int[] {1, 5, 300}) {
          cases.add(Arguments.of(activation, sizes, rows));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void primitivesAreThoseOfThePerceptron(Activation activation, List<Integer> sizes, int rows) {
    RandomStream random = RandomStream.of(17 + rows);
    Mlp mlp =
        new Mlp(sizes.getFirst(), sizes.subList(1, sizes.size() - 1), sizes.getLast(), activation);
    TorchNetwork network = new TorchNetwork(PerceptronArchitecture.of(mlp), TorchDevice.CPU);
    assertThat(network.parameterCount()).isEqualTo(mlp.parameterCount());

    float[] ours = new float[mlp.parameterLength()];
    float[] theta = mlp.pack(mlp.initialParameters(random, 1));
    for (int i = 0; i < theta.length; i++) {
      theta[i] += (float) random.nextDouble(-0.1, 0.1); // biases too
    }
    mlp.unpack(theta, ours);
    float[] direction = Numbers.uniform(random, theta.length, 1);
    float[] ourDirection = new float[mlp.parameterLength()];
    mlp.unpack(direction, ourDirection);
    Matrix x = Numbers.gaussian(random, rows, mlp.inputSize());
    Matrix u = Numbers.gaussian(random, rows, mlp.outputSize());
    Matrix uTangent = Numbers.gaussian(random, rows, mlp.outputSize());

    NetworkPass expected = mlp.pass(rows, Workers.SERIAL);
    NetworkPass actual = network.pass(rows, Workers.SERIAL);
    assertClose(
        Numbers.of(actual.forward(theta, x)), Numbers.of(expected.forward(ours, x)), TOLERANCE);
    assertThat(Numbers.of(actual.outputs())).isEqualTo(Numbers.of(actual.forward(theta, x)));

    float[] gradient = new float[theta.length];
    float[] ourGradient = new float[mlp.parameterLength()];
    Matrix inputGradients = Numbers.gaussian(random, rows, mlp.inputSize());
    Matrix ourInputGradients = Matrix.zeros(rows, mlp.inputSize());
    actual.vjp(u, gradient, inputGradients);
    expected.vjp(u, ourGradient, ourInputGradients);
    assertClose(Numbers.of(gradient), Numbers.of(mlp.pack(ourGradient)), TOLERANCE);
    assertClose(Numbers.of(inputGradients), Numbers.of(ourInputGradients), TOLERANCE);

    assertClose(
        Numbers.of(actual.jvp(direction)), Numbers.of(expected.jvp(ourDirection)), TOLERANCE);

    float[] curvature = new float[theta.length];
    float[] ourCurvature = new float[mlp.parameterLength()];
    actual.hvp(direction, u, uTangent, curvature);
    expected.hvp(ourDirection, u, uTangent, ourCurvature);
    assertClose(Numbers.of(curvature), Numbers.of(mlp.pack(ourCurvature)), TOLERANCE);
  }

  @Test
  void tailsAreLeftAloneAndGradientsAddToWhatIsThere() {
    RandomStream random = RandomStream.of(3);
    TorchNetwork network =
        new TorchNetwork(
            new PerceptronArchitecture(List.of(4, 6, 2), Activation.TANH), TorchDevice.CPU);
    int count = network.parameterCount();
    float[] theta = Arrays.copyOf(Numbers.uniform(random, count, 1), count + 2);
    float[] direction = Arrays.copyOf(Numbers.uniform(random, count, 1), count + 2);
    Arrays.fill(theta, count, count + 2, Float.NaN);
    Arrays.fill(direction, count, count + 2, Float.NaN);
    Matrix u = Numbers.gaussian(random, 5, 2);
    NetworkPass pass = network.pass(9, Workers.SERIAL);
    pass.forward(theta, Numbers.gaussian(random, 5, 4));
    assertThat(Numbers.of(pass.jvp(direction))).doesNotContain(Double.NaN);
    for (boolean second : new boolean[] {false, true}) {
      float[] from0 = new float[count + 2];
      float[] from5 = new float[count + 2];
      Arrays.fill(from5, 5f);
      for (float[] target : List.of(from0, from5)) {
        if (second) {
          pass.hvp(direction, u, u, target);
        } else {
          pass.vjp(u, target, null);
        }
      }
      assertThat(Arrays.copyOfRange(from5, count, count + 2)).containsOnly(5f);
      for (int i = 0; i < count; i++) {
        assertThat(from5[i]).isEqualTo(5 + from0[i]);
      }
    }
  }

  @Test
  void derivativesComeInAnyOrderAndLeaveTheOutputsAlone() {
    RandomStream random = RandomStream.of(4);
    TorchNetwork network =
        new TorchNetwork(
            new PerceptronArchitecture(List.of(4, 6, 2), Activation.TANH), TorchDevice.CPU);
    float[] theta = Numbers.uniform(random, network.parameterCount(), 1);
    float[] direction = Numbers.uniform(random, network.parameterCount(), 1);
    Matrix x = Numbers.gaussian(random, 5, 4);
    Matrix u = Numbers.gaussian(random, 5, 2);
    NetworkPass pass = network.pass(5, Workers.SERIAL);
    double[] outputs = Numbers.of(pass.forward(theta, x));
    float[] first = new float[theta.length];
    pass.vjp(u, first, null);
    double[] tangents = Numbers.of(pass.jvp(direction));
    pass.hvp(direction, u, u, new float[theta.length]);
    pass.vjp(u, null, Matrix.zeros(5, 4));
    float[] again = new float[theta.length];
    pass.vjp(u, again, null);
    assertThat(again).isEqualTo(first);
    assertThat(Numbers.of(pass.jvp(direction))).isEqualTo(tangents);
    assertThat(Numbers.of(pass.outputs())).isEqualTo(outputs);
  }
}
