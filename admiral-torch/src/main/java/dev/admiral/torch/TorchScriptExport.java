package dev.admiral.torch;

import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.Network;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
 *   <li>{@code distribution()}: {@code "diagonal-gaussian"}, whose outputs are means, or {@code
 *       "categorical"}, whose outputs are logits
 *   <li>{@code log_std}, shape {@code [action]}: a Gaussian's logarithmic standard deviations
 *   <li>{@code observation_mean} and {@code observation_std}, shape {@code [observation]}: the normaliser's,
 *       where it has seen any
 *   <li>the network's parameters, by their names
 * </ul>
 *
 * @param policy whose network is a perceptron or a {@link TorchArchitecture}
 * @param parameters θ, shape {@code [policy.parameterLength()]}
 */
public record TorchScriptExport(Policy policy, float[] parameters) {
  public TorchScriptExport {
    if (parameters.length < policy.parameterLength()) {
      throw new IllegalArgumentException(
          "the policy needs a parameter vector of %d, not %d"
              .formatted(policy.parameterLength(), parameters.length));
    }
  }

  /**
   * @param file written over where there is one
   * @throws TorchException if the network cannot be said in TorchScript, or the file cannot be written
   */
  public void write(Path file) {
    TorchArchitecture architecture = architecture(policy.network());
    TorchDevice.CPU.require();
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new TorchException("cannot write " + file + ": there is no folder " + folder);
    }
    try (PointerScope _ = new PointerScope()) {
      module(architecture).save(file.toString());
    } catch (RuntimeException e) {
      throw new TorchException("cannot write " + file, e);
    }
  }

  private static TorchArchitecture architecture(Network network) {
    return switch (network) {
      case Mlp mlp -> PerceptronArchitecture.of(mlp);
      case TorchNetwork torch when torch.module() instanceof TorchArchitecture known -> known;
      default ->
          throw new TorchException(
              network
                  + " cannot be exported; allowed: perceptrons and networks of a"
                  + " TorchArchitecture");
    };
  }

  private JitModule module(TorchArchitecture architecture) {
    JitModule module = new JitModule(new QualifiedName("Policy"));
    float[] packed = policy.network().pack(parameters);
    int at = 0;
    for (ParameterShape shape : architecture.parameters()) {
      float[] values = Arrays.copyOfRange(packed, at, at + shape.count());
      module.register_parameter(shape.name(), tensor(values).view(shape.toArray()), false);
      at += shape.count();
    }
    StringBuilder forward = new StringBuilder("def forward(self, x: Tensor) -> Tensor:\n");
    switch (policy.normalizer()) {
      case RunningNormalizer statistics when statistics.count() > 0 -> {
        module.register_buffer("observation_mean", tensor(statistics.mean()));
        module.register_buffer("observation_std", tensor(statistics.std()));
        forward.append("    x = (x - self.observation_mean) / self.observation_std\n");
      }
      case RunningNormalizer _ -> {}
      case ConstantScale scale ->
          forward.append("    x = x * %s\n".formatted(Float.toString(scale.factor())));
    }
    forward.append(architecture.script().indent(4)).append("    return x\n");
    String distribution =
        switch (policy.distribution()) {
          case DiagonalGaussian gaussian -> {
            int from = policy.freeOffset();
            float[] logStd = Arrays.copyOfRange(parameters, from, from + gaussian.freeSize());
            module.register_parameter("log_std", tensor(logStd), false);
            yield "diagonal-gaussian";
          }
          case Categorical _ -> "categorical";
        };
    module.define(forward.toString());
    module.define("def distribution(self) -> str:\n    return \"%s\"\n".formatted(distribution));
    return module;
  }

  private static Tensor tensor(float[] values) {
    return new TensorCopy(TorchDevice.CPU).toTensor(values, values.length);
  }
}
