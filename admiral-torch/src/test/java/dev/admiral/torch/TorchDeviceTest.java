package dev.admiral.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import dev.admiral.random.RandomStream;
import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Where libtorch computes, and with how many threads.
@RequiresTorch
class TorchDeviceTest {
  private static final PerceptronArchitecture PERCEPTRON =
      new PerceptronArchitecture(List.of(5, 9, 3), Activation.TANH);

  @AfterEach
  void standardThreads() {
    TorchThreads.standard().use();
  }

  @Test
  void cudaThatIsMissingIsAnErrorOfOneLine() {
    assumeFalse(torch.cuda_is_available());
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> new TorchNetwork(PERCEPTRON, TorchDevice.CUDA))
        .withMessageStartingWith("device \"cuda\": ")
        .withMessageEndingWith("; allowed: cpu")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void cudaGivesWhatTheCpuGives() {
    assumeTrue(torch.cuda_is_available(), "no CUDA device, or libtorch was not built for one");
    RandomStream random = RandomStream.of(1);
    TorchNetwork cpu = new TorchNetwork(PERCEPTRON, TorchDevice.CPU);
    float[] theta = Numbers.uniform(random, cpu.parameterCount(), 1);
    float[] direction = Numbers.uniform(random, cpu.parameterCount(), 1);
    Matrix x = Numbers.gaussian(random, 7, 5);
    Matrix u = Numbers.gaussian(random, 7, 3);
    NetworkPass expected = cpu.pass(7, Workers.SERIAL);
    NetworkPass actual = new TorchNetwork(PERCEPTRON, TorchDevice.CUDA).pass(7, Workers.SERIAL);
    double tolerance = 1e-4; // a GPU may round factors of products
    Matrix bytes = Matrix.zeros(7, 5);
    for (int i = 0; i < bytes.values().length; i++) {
      bytes.values()[i] = random.nextInt(256);
    }
    Numbers.assertClose(
        Numbers.of(actual.forward(theta, bytes)),
        Numbers.of(expected.forward(theta, bytes)),
        tolerance);
    Numbers.assertClose(
        Numbers.of(actual.forward(theta, x)), Numbers.of(expected.forward(theta, x)), tolerance);
    Numbers.assertClose(
        Numbers.of(actual.jvp(direction)), Numbers.of(expected.jvp(direction)), tolerance);
    float[][] results = new float[2][theta.length];
    Matrix[] inputGradients = {Matrix.zeros(7, 5), Matrix.zeros(7, 5)};
    expected.vjp(u, results[0], inputGradients[0]);
    expected.hvp(direction, u, u, results[0]);
    actual.vjp(u, results[1], inputGradients[1]);
    actual.hvp(direction, u, u, results[1]);
    Numbers.assertClose(Numbers.of(results[1]), Numbers.of(results[0]), tolerance);
    Numbers.assertClose(Numbers.of(inputGradients[1]), Numbers.of(inputGradients[0]), tolerance);
  }

  @Test
  void threadsAreOneOfLibtorchAndAllCoresOfOpenBlas() {
    assertThat(TorchThreads.current())
        .isEqualTo(new TorchThreads(1, Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void otherThreadsCanBeChosen() {
    new TorchThreads(2, 1).use();
    assertThat(TorchThreads.current()).isEqualTo(new TorchThreads(2, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TorchThreads(0, 2))
        .withMessage("libtorch needs at least 1 thread and OpenBLAS as well, not 0 and 2");
  }
}
