package dev.admiral.torch;

import dev.admiral.nn.ClippedNormalization;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.Network;
import dev.admiral.nn.OutputSlice;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.ObservationPreparation;
import dev.admiral.policy.Policy;
import dev.admiral.policy.SquashedGaussian;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;

/**
 * A policy as a TorchScript file, for Python's {@code torch.jit.load} or C++: the module turns a batch of
 * raw observations {@code [rows, observation]} into the {@link dev.admiral.policy.Distribution}'s outputs
 * {@code [rows, output]}; it normalises by itself.
 *
 * <ul>
 *   <li>{@code distribution()}: {@code "diagonal-gaussian"}, whose outputs are means, {@code
 *       "squashed-gaussian"}, whose outputs are means and then logarithmic standard deviations, before tanh, or
 *       {@code "categorical"}, whose outputs are logits
 *   <li>{@code log_std}, shape {@code [action]}: a diagonal Gaussian's logarithmic standard deviations
 *   <li>{@code observation_mean} and {@code observation_std}, shape {@code [observation]}: the running
 *       statistics that observations are normalised with, if any
 *   <li>the network's parameters, by their names
 * </ul>
 *
 * @param policy whose network is a perceptron, a convolutional network with ReLU, one of a {@link
 *     TorchArchitecture}, or an {@link OutputSlice} of these, of which the other outputs are cut off
 * @param parameters θ, shape {@code [policy.parameterLength()]}
 * @param before what happened to observations before the policy saw them
 */
public record TorchScriptExport(
    Policy policy, float[] parameters, Optional<ClippedNormalization> before) {
  public TorchScriptExport {
    if (parameters.length < policy.parameterLength()) {
      throw new IllegalArgumentException(
          "the policy needs a parameter vector of %d, not %d"
              .formatted(policy.parameterLength(), parameters.length));
    }
  }

  /** A policy that sees raw observations. */
  public TorchScriptExport(Policy policy, float[] parameters) {
    this(policy, parameters, Optional.empty());
  }

  /**
   * @param file written over where there is one
   * @throws IllegalArgumentException if there are running statistics both before the policy and in it
   * @throws TorchException if the network cannot be said in TorchScript, or the file cannot be written
   */
  public void write(Path file) {
    TorchArchitecture architecture = architecture(policy.network());
    ObservationPreparation preparation = ObservationPreparation.of(policy, before);
    TorchDevice.CPU.require();
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new TorchException("cannot write " + file + ": there is no folder " + folder);
    }
    try (PointerScope _ = new PointerScope()) {
      module(architecture, preparation).save(file.toString());
    } catch (RuntimeException e) {
      throw new TorchException("cannot write " + file, e);
    }
  }

  private static TorchArchitecture architecture(Network network) {
    return switch (network) {
      case Mlp mlp -> PerceptronArchitecture.of(mlp);
      case ConvolutionalNetwork convolutional -> ConvolutionalArchitecture.of(convolutional);
      case OutputSlice slice -> architecture(slice.network());
      case TorchNetwork torch when torch.module() instanceof TorchArchitecture known -> known;
      default ->
          throw new TorchException(
              network
                  + " cannot be exported; allowed: perceptrons, convolutional networks and"
                  + " networks of a TorchArchitecture");
    };
  }

  private JitModule module(TorchArchitecture architecture, ObservationPreparation preparation) {
    JitModule module = new JitModule(new QualifiedName("Policy"));
    float[] packed = policy.network().pack(parameters);
    int at = 0;
    for (ParameterShape shape : architecture.parameters()) {
      float[] values = Arrays.copyOfRange(packed, at, at + shape.count());
      module.register_parameter(shape.name(), tensor(values).view(shape.toArray()), false);
      at += shape.count();
    }
    String forward = script(module, preparation) + architecture.script() + slices(policy.network());
    module.define(
        "def forward(self, x: Tensor) -> Tensor:\n" + forward.indent(4) + "    return x\n");
    module.define(
        "def distribution(self) -> str:\n    return \"%s\"\n".formatted(distribution(module)));
    return module;
  }

  /** The lines that turn raw observations into what the network sees. */
  private static String script(JitModule module, ObservationPreparation preparation) {
    StringBuilder lines = new StringBuilder();
    preparation
        .statistics()
        .ifPresent(statistics -> {
          module.register_buffer("observation_mean", tensor(statistics.mean()));
          module.register_buffer("observation_std", tensor(statistics.std()));
          lines.append("x = (x - self.observation_mean) / self.observation_std\n");
        });
    preparation
        .limit()
        .ifPresent(limit -> lines.append("x = torch.clamp(x, -%1$s, %1$s)\n".formatted(limit)));
    return lines
        .append("x = (x - %s) * %s\n".formatted(preparation.origin(), preparation.scale()))
        .toString();
  }

  /** The lines that leave the policy's outputs. */
  private static String slices(Network network) {
    return network instanceof OutputSlice(Network whole, int first, int size)
        ? slices(whole) + "x = x[:, %d:%d]\n".formatted(first, first + size)
        : "";
  }

  private String distribution(JitModule module) {
    return switch (policy.distribution()) {
      case DiagonalGaussian gaussian -> {
        int from = policy.freeOffset();
        float[] logStd = Arrays.copyOfRange(parameters, from, from + gaussian.freeSize());
        module.register_parameter("log_std", tensor(logStd), false);
        yield "diagonal-gaussian";
      }
      case SquashedGaussian _ -> "squashed-gaussian";
      case Categorical _ -> "categorical";
    };
  }

  private static Tensor tensor(float[] values) {
    return new TensorCopy(TorchDevice.CPU).toTensor(values, values.length);
  }
}
