package dev.admiral.torch;

import static dev.admiral.torch.Numbers.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/// A user's module against derivatives by hand, and what is refused.
@RequiresTorch
class TorchNetworkTest {
  private static final double TOLERANCE = 1e-6;

  /// f(a, b, c; x) = (a·sin(x₀ + b), x₁); c plays no part.
  private static TorchNetwork sine() {
    return new TorchNetwork(
        2,
        2,
        List.of(ParameterShape.of("a", 1), ParameterShape.of("b", 1), ParameterShape.of("c", 2, 3)),
        (parameters, inputs) -> {
          Tensor wave = torch.sin(inputs.narrow(1, 0, 1).add(parameters.get(1)));
          return torch.cat(
              new TensorVector(wave.mul(parameters.get(0)), inputs.narrow(1, 1, 1)), 1);
        },
        TorchDevice.CPU);
  }

  @Test
  void primitivesOfAUsersModuleAreThoseByHand() {
    double a = 1.5;
    double b = 0.25;
    double x = 0.5;
    double sin = Math.sin(x + b);
    double cos = Math.cos(x + b);
    NetworkPass pass = sine().pass(1, Workers.SERIAL);
    float[] theta = {(float) a, (float) b, 9, 9, 9, 9, 9, 9};
    Matrix f = pass.forward(theta, Matrix.of(new float[] {(float) x, 7}, 2));
    assertClose(Numbers.of(f), new double[] {a * sin, 7}, TOLERANCE);

    Matrix u = Matrix.of(new float[] {2, 3}, 2);
    float[] gradient = new float[8];
    Matrix inputGradient = Matrix.zeros(1, 2);
    pass.vjp(u, gradient, inputGradient);
    assertClose(
        Numbers.of(gradient), new double[] {2 * sin, 2 * a * cos, 0, 0, 0, 0, 0, 0}, TOLERANCE);
    assertClose(Numbers.of(inputGradient), new double[] {2 * a * cos, 3}, TOLERANCE);

    float[] v = {0.5f, -1, 4, 4, 4, 4, 4, 4};
    double tangent = 0.5 * sin - a * cos;
    assertClose(Numbers.of(pass.jvp(v)), new double[] {tangent, 0}, TOLERANCE);

    // The Hessian of a·sin(x + b) is [[0, cos], [cos, −a·sin]].
    float[] result = new float[8];
    pass.hvp(v, u, Matrix.of(new float[] {10, 20}, 2), result);
    double[] expected = new double[8];
    expected[0] = 10 * sin - 2 * cos;
    expected[1] = 10 * a * cos + 2 * (0.5 * cos + a * sin);
    assertClose(Numbers.of(result), expected, TOLERANCE);
  }

  /// Neither a function linear in θ nor one without θ has a second derivative.
  @Test
  void whereThereIsNothingToDifferentiateDerivativesAreZero() {
    TorchNetwork scale =
        new TorchNetwork(
            1,
            1,
            List.of(ParameterShape.of("a", 1)),
            (parameters, inputs) -> inputs.mul(parameters.get(0)),
            TorchDevice.CPU);
    TorchNetwork square =
        new TorchNetwork(
            1,
            1,
            List.of(ParameterShape.of("unused", 1)),
            (parameters, inputs) -> inputs.mul(inputs),
            TorchDevice.CPU);
    Matrix x = Matrix.of(new float[] {3}, 1);
    Matrix u = Matrix.of(new float[] {5}, 1);
    Matrix uTangent = Matrix.of(new float[] {7}, 1);
    for (TorchNetwork network : List.of(scale, square)) {
      NetworkPass pass = network.pass(1, Workers.SERIAL);
      pass.forward(new float[] {2}, x);
      float[] gradient = new float[1];
      float[] result = new float[1];
      pass.vjp(u, gradient, null);
      double tangent = pass.jvp(new float[] {4}).get(0, 0);
      pass.hvp(new float[] {4}, u, uTangent, result);
      assertThat(gradient).containsExactly(network == scale ? 15 : 0);
      assertThat(tangent).isEqualTo(network == scale ? 12 : 0);
      assertThat(result).containsExactly(network == scale ? 21 : 0);
    }
  }

  @Test
  void aPassIsUsedAgainWithFewerRows() {
    TorchNetwork network = sine();
    NetworkPass pass = network.pass(3, Workers.SERIAL);
    float[] theta = {1, 0, 0, 0, 0, 0, 0, 0};
    pass.forward(theta, Matrix.zeros(3, 2));
    assertThat(pass.outputs().rows()).isEqualTo(3);
    pass.forward(theta, Matrix.of(new float[] {0, 4}, 2));
    assertThat(Numbers.of(pass.outputs())).containsExactly(0, 4);
    pass.forward(theta, Matrix.zeros(0, 2));
    assertThat(pass.outputs().rows()).isZero();
  }

  @Test
  void packedIsFlatAndATailIsLeftOut() {
    TorchNetwork network = sine();
    float[] flat = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    float[] packed = network.pack(flat);
    assertThat(packed).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    float[] back = new float[9];
    network.unpack(packed, back);
    assertThat(back).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 0);
  }

  // ---- what is refused ----------------------------------------------------------------------

  @Test
  void wrongShapesAreRefusedInOneLine() {
    TorchNetwork network = sine();
    NetworkPass pass = network.pass(2, Workers.SERIAL);
    float[] theta = new float[8];
    Matrix u = Matrix.zeros(1, 2);
    assertThatIllegalStateException()
        .isThrownBy(() -> pass.jvp(theta))
        .withMessage("a pass has no derivatives before its first forward");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.forward(new float[7], Matrix.zeros(1, 2)))
        .withMessage("torch network 2-2 needs a parameter vector of 8, not 7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.forward(theta, Matrix.zeros(3, 2)))
        .withMessage("torch network 2-2 takes inputs of shape [<=2, 2], not [3, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.forward(theta, Matrix.zeros(1, 4)))
        .withMessage("torch network 2-2 takes inputs of shape [<=2, 2], not [1, 4]");
    pass.forward(theta, Matrix.zeros(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.vjp(Matrix.zeros(2, 2), new float[8], null))
        .withMessage("torch network 2-2 has outputs of shape [1, 2], not [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.vjp(u, null, Matrix.zeros(1, 3)))
        .withMessage("torch network 2-2 has input gradients of shape [1, 2], not [1, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.hvp(new float[3], u, u, theta))
        .withMessage("torch network 2-2 needs a direction of 8, not 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.unpack(new float[9], theta))
        .withMessage("this network has 8 parameters, not 9");
  }

  @Test
  void aModuleThatGivesAnotherShapeIsNamed() {
    TorchNetwork network =
        new TorchNetwork(3, 2, List.of(), (parameters, inputs) -> inputs, TorchDevice.CPU);
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> network.pass(4, Workers.SERIAL).forward(new float[0], Matrix.zeros(4, 3)))
        .withMessage(
            "the module of torch network 3-2 gave outputs of shape [4, 3] where [4, 2] is needed");
  }

  @Test
  void whatLibtorchSaysOfAModuleIsOneLine() {
    TorchNetwork network =
        new TorchNetwork(
            3,
            2,
            List.of(ParameterShape.of("w", 4, 2)),
            (parameters, inputs) -> torch.mm(inputs, parameters.getFirst()),
            TorchDevice.CPU);
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> network.pass(1, Workers.SERIAL).forward(new float[8], Matrix.zeros(1, 3)))
        .withMessageStartingWith("the module of torch network 3-2 failed: mat1 and mat2 shapes")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void parametersHaveNamesOfTheirOwnAndSizes() {
    ParameterShape w = ParameterShape.of("w", 2, 2);
    assertThat(w.count()).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TorchNetwork(1, 1, List.of(w, w), (p, x) -> x, TorchDevice.CPU))
        .withMessage("two parameters are called \"w\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterShape.of("w", 2, 0))
        .withMessage("parameter \"w\" has the shape [2, 0]: every size is at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TorchNetwork(0, 1, List.of(w), (p, x) -> x, TorchDevice.CPU))
        .withMessage("a network has at least 1 input and 1 output, not 0 and 1");
  }
}
