package dev.admiral.torch;

import dev.admiral.nn.Activation;
import dev.admiral.nn.Mlp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The twin of an {@link Mlp}: affine layers with one nonlinearity between them and none at the end. Its
 * parameters are in {@link Mlp#pack}'s order: per layer the weights {@code [in][out]}, then the bias {@code
 * [out]}.
 *
 * @param sizes the widths: input, hidden layers, output
 * @param activation the nonlinearity
 */
public record PerceptronArchitecture(List<Integer> sizes, Activation activation)
    implements TorchArchitecture {
  public PerceptronArchitecture {
    sizes = List.copyOf(sizes);
    if (sizes.size() < 2) {
      throw new IllegalArgumentException("a perceptron has an input and an output, not " + sizes);
    }
  }

  public static PerceptronArchitecture of(Mlp mlp) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(mlp.inputSize());
    for (int l = 0; l < mlp.layers(); l++) {
      sizes.add(mlp.out(l));
    }
    return new PerceptronArchitecture(sizes, mlp.activation());
  }

  @Override
  public int inputSize() {
    return sizes.getFirst();
  }

  @Override
  public int outputSize() {
    return sizes.getLast();
  }

  private int layers() {
    return sizes.size() - 1;
  }

  @Override
  public List<ParameterShape> parameters() {
    List<ParameterShape> shapes = new ArrayList<>();
    for (int l = 0; l < layers(); l++) {
      shapes.add(ParameterShape.of("layer" + l + "_weight", sizes.get(l), sizes.get(l + 1)));
      shapes.add(ParameterShape.of("layer" + l + "_bias", sizes.get(l + 1)));
    }
    return shapes;
  }

  @Override
  public Tensor forward(List<Tensor> parameters, Tensor inputs) {
    Tensor x = inputs;
    for (int l = 0; l < layers(); l++) {
      x = torch.addmm(parameters.get(2 * l + 1), x, parameters.get(2 * l));
      if (l < layers() - 1) {
        x =
            switch (activation) {
              case TANH -> torch.tanh(x);
              case RELU -> torch.relu(x);
            };
      }
    }
    return x;
  }

  @Override
  public String script() {
    StringBuilder lines = new StringBuilder();
    for (int l = 0; l < layers(); l++) {
      String layer = "self.layer" + l;
      lines.append("x = torch.addmm(" + layer + "_bias, x, " + layer + "_weight)\n");
      if (l < layers() - 1) {
        lines.append("x = torch." + name() + "(x)\n");
      }
    }
    return lines.toString();
  }

  private String name() {
    return activation.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("torch MLP ");
    for (int l = 0; l < sizes.size(); l++) {
      text.append(l == 0 ? "" : "-").append(sizes.get(l));
    }
    return text.append(' ').append(name()).toString();
  }
}
