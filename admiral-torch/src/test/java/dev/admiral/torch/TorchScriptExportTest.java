package dev.admiral.torch;

import static dev.admiral.torch.Numbers.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ClippedNormalization;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.Network;
import dev.admiral.nn.OutputSlice;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Policy;
import dev.admiral.policy.SharedActorCritic;
import dev.admiral.random.RandomStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A file that was written is loaded again, and gives what the policy gives.
@RequiresTorch
class TorchScriptExportTest {
  private static final double TOLERANCE = 1e-6;
  private static final TensorCopy COPY = new TensorCopy(TorchDevice.CPU);

  private final RandomStream random = RandomStream.of(12);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aGaussianPerceptronComesBackWithItsNormaliserAndItsDeviations(Activation activation) {
    RunningNormalizer normalizer = new RunningNormalizer(11);
    Matrix seen = Numbers.gaussian(random, 50, 11);
    for (int r = 0; r < 50; r++) {
      seen.set(r, 3, 40 + 5 * seen.get(r, 3));
    }
    normalizer.update(seen);
    Policy policy =
        new Policy(
            new Mlp(11, List.of(32, 17), 3, activation), new DiagonalGaussian(3), normalizer);
    float[] theta = policy.initialParameters(random, 0.5);
    for (int i = 0; i < policy.network().parameterLength(); i++) {
      theta[i] *= 3; // a fresh policy acts around zero
    }
    theta[policy.freeOffset() + 1] = -2.5f;
    Path file = folder.resolve("policy.pt");
    new TorchScriptExport(policy, theta).write(file);

    try (PointerScope _ = new PointerScope()) {
      JitModule module = torch.load(file.toString());
      assertSameOutputs(policy, theta, module, seen.rows(0, 9));
      float[] logStd = new float[3];
      COPY.toArray(module.attr("log_std").toTensor(), logStd);
      assertThat(logStd).containsExactly((float) Math.log(0.5), -2.5f, (float) Math.log(0.5));
      assertThat(distribution(module)).isEqualTo("diagonal-gaussian");
    }
  }

  @Test
  void aCategoricalConvolutionalNetworkComesBackWithItsScale() {
    ConvolutionalArchitecture cnn =
        new ConvolutionalArchitecture(
            11,
            9,
            2,
            new ConstantScale(198, 90, 1 / 255f),
            List.of(new Convolution(3, 4, 2)),
            List.of(6),
            5);
    Network network = new TorchNetwork(cnn, TorchDevice.CPU);
    Policy policy =
        new Policy(network, new Categorical(5), new RunningNormalizer(network.inputSize()));
    float[] theta = Numbers.uniform(random, policy.parameterLength(), 0.3);
    Matrix images = images(4, network.inputSize());
    Path file = folder.resolve("policy.pt");
    new TorchScriptExport(policy, theta).write(file);

    try (PointerScope _ = new PointerScope()) {
      JitModule module = torch.load(file.toString());
      assertSameOutputs(policy, theta, module, images);
      assertThat(module.hasattr("log_std")).isFalse();
      assertThat(module.hasattr("observation_mean")).isFalse();
      assertThat(distribution(module)).isEqualTo("categorical");
    }
  }

  @Test
  void theNatureCnnComesBack() {
    TorchNetwork network = NatureCnn.network(6, TorchDevice.CPU);
    Policy policy =
        new Policy(network, new Categorical(6), new RunningNormalizer(network.inputSize()));
    float[] theta = Numbers.uniform(random, policy.parameterLength(), 0.03);
    Matrix images = images(1, network.inputSize());
    Path file = folder.resolve("policy.pt");
    new TorchScriptExport(policy, theta).write(file);
    try (PointerScope _ = new PointerScope()) {
      assertSameOutputs(policy, theta, torch.load(file.toString()), images);
    }
  }

  /// An actor-critic of continuous control: the value is cut off, and what the environment did to observations
  /// goes with the policy.
  @Test
  void aSharedPerceptronComesBackWithoutItsValueAndWithTheClippedNormalization() {
    RunningNormalizer statistics = new RunningNormalizer(5);
    Matrix seen = Numbers.gaussian(random, 50, 5);
    for (int r = 0; r < 50; r++) {
      seen.set(r, 3, 40 + 5 * seen.get(r, 3));
    }
    statistics.update(seen);
    Policy policy =
        new SharedActorCritic(
                new Mlp(5, List.of(16), 4, Activation.TANH),
                new DiagonalGaussian(3),
                ConstantScale.identity(5))
            .policy();
    float[] theta = parameters(policy, 0.5);
    double limit = 1.5; // many of the observations are beyond
    Path file = folder.resolve("policy.pt");
    new TorchScriptExport(policy, theta, Optional.of(new ClippedNormalization(statistics, limit)))
        .write(file);

    Matrix shown = Matrix.zeros(50, 5);
    statistics.normalize(seen, shown, limit);
    Matrix expected = policy.pass(50, Workers.SERIAL).forward(theta, shown);
    assertThat(expected.columns()).isEqualTo(3);
    try (PointerScope _ = new PointerScope()) {
      JitModule module = torch.load(file.toString());
      assertOutputs(module, seen, expected);
      assertThat(module.hasattr("observation_mean")).isTrue();
      assertThat(module.hasattr("observation_std")).isTrue();
    }
  }

  @Test
  void ownConvolutionsComeBackWithTheOriginAndScaleOfPixelsAndWithoutTheirValue() {
    ConvolutionalNetwork network =
        new ConvolutionalNetwork(
            new ConvolutionalNetwork.Image(11, 9, 2),
            List.of(
                new ConvolutionalNetwork.Convolution(3, 4, 2),
                new ConvolutionalNetwork.Convolution(17, 2, 1)),
            List.of(6),
            5,
            Activation.RELU);
    Policy policy =
        new SharedActorCritic(
                network, new Categorical(4), new ConstantScale(network.inputSize(), 126.3f, 0.03f))
            .policy();
    float[] theta = parameters(policy, 0.3);
    Matrix images = images(4, network.inputSize());
    Path file = folder.resolve("policy.pt");
    new TorchScriptExport(policy, theta).write(file);
    try (PointerScope _ = new PointerScope()) {
      assertSameOutputs(policy, theta, torch.load(file.toString()), images);
    }
  }

  @Test
  void aSliceFromTheMiddleComesBack() {
    Network slice =
        new OutputSlice(new OutputSlice(new Mlp(3, List.of(8), 7, Activation.RELU), 1, 5), 2, 2);
    Policy policy = new Policy(slice, new Categorical(2), ConstantScale.identity(3));
    float[] theta = parameters(policy, 0.5);
    Path file = folder.resolve("policy.pt");
    new TorchScriptExport(policy, theta).write(file);
    try (PointerScope _ = new PointerScope()) {
      assertSameOutputs(policy, theta, torch.load(file.toString()), Numbers.gaussian(random, 6, 3));
    }
  }

  @Test
  void statisticsBeforeThePolicyAndInItAreRefused() {
    RunningNormalizer statistics = new RunningNormalizer(2);
    statistics.update(Numbers.gaussian(random, 9, 2));
    Policy policy = Policy.gaussian(statistics, List.of(3), 1);
    float[] theta = policy.initialParameters(random, 1);
    Path file = folder.resolve("policy.pt");
    TorchScriptExport export =
        new TorchScriptExport(policy, theta, Optional.of(new ClippedNormalization(statistics, 10)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> export.write(file))
        .withMessage(
            "observations have running statistics before the policy and in it; allowed: one of"
                + " the two");
    assertThat(file).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenIsRefusedInOneLine() {
    Policy policy = Policy.gaussian(new RunningNormalizer(2), List.of(3), 1);
    float[] theta = policy.initialParameters(random, 1);
    Path missing = folder.resolve("none");
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> new TorchScriptExport(policy, theta).write(missing.resolve("policy.pt")))
        .withMessage(
            "cannot write " + missing.resolve("policy.pt") + ": there is no folder " + missing);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TorchScriptExport(policy, new float[3]))
        .withMessageStartingWith("the policy needs a parameter vector of ")
        .withMessageEndingWith(", not 3");
    TorchNetwork custom =
        new TorchNetwork(2, 2, List.of(), (parameters, inputs) -> inputs, TorchDevice.CPU);
    Policy unknown = new Policy(custom, new Categorical(2), new RunningNormalizer(2));
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(
            () -> new TorchScriptExport(unknown, new float[0]).write(folder.resolve("policy.pt")))
        .withMessage(
            "torch network 2-2 cannot be exported; allowed: perceptrons, convolutional networks"
                + " and networks of a TorchArchitecture");
  }

  private float[] parameters(Policy policy, double limit) {
    return policy.unpack(Numbers.uniform(random, policy.parameterCount(), limit));
  }

  private Matrix images(int rows, int size) {
    Matrix images = Matrix.zeros(rows, size);
    for (int i = 0; i < images.values().length; i++) {
      images.values()[i] = random.nextInt(256);
    }
    return images;
  }

  private static void assertSameOutputs(
      Policy policy, float[] theta, JitModule module, Matrix observations) {
    assertOutputs(
        module,
        observations,
        policy.pass(observations.rows(), Workers.SERIAL).forward(theta, observations));
  }

  private static void assertOutputs(JitModule module, Matrix observations, Matrix expected) {
    Tensor outputs =
        module.forward(new IValueVector(new IValue(COPY.toTensor(observations)))).toTensor();
    Matrix actual = Matrix.zeros(expected.rows(), expected.columns());
    COPY.toMatrix(outputs, actual);
    assertClose(Numbers.of(actual), Numbers.of(expected), TOLERANCE);
    assertThat(Arrays.stream(Numbers.of(expected))).anyMatch(value -> Math.abs(value) > 0.01);
  }

  private static String distribution(JitModule module) {
    return module.get_method("distribution").apply(new IValueVector()).toStringRef().getString();
  }
}
