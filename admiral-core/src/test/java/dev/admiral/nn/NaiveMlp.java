package dev.admiral.nn;

import dev.admiral.random.RandomStream;
import java.util.List;

/// A perceptron as a textbook has it: double precision, one number at a time, parameters without
/// padding. The oracle of {@link Mlp}.
///
/// @param sizes the widths of input, hidden layers and output
public record NaiveMlp(List<Integer> sizes, Activation activation) {

  /// The twin of `new Mlp(input, hidden, output, activation)`.
  public static NaiveMlp of(int input, List<Integer> hidden, int output, Activation activation) {
    List<Integer> sizes = new java.util.ArrayList<>(hidden);
    sizes.addFirst(input);
    sizes.addLast(output);
    return new NaiveMlp(sizes, activation);
  }

  public int parameterCount() {
    int count = 0;
    for (int l = 0; l + 1 < sizes.size(); l++) {
      count += (sizes.get(l) + 1) * sizes.get(l + 1);
    }
    return count;
  }

  /// All layers' pre-activations for one input; the last one is the output.
  public double[][] preActivations(double[] parameters, double[] input) {
    double[][] z = new double[sizes.size() - 1][];
    double[] h = input;
    int at = 0;
    for (int l = 0; l < z.length; l++) {
      int in = sizes.get(l);
      int out = sizes.get(l + 1);
      z[l] = new double[out];
      for (int j = 0; j < out; j++) {
        double sum = parameters[at + in * out + j];
        for (int i = 0; i < in; i++) {
          sum += h[i] * parameters[at + i * out + j];
        }
        z[l][j] = sum;
      }
      at += (in + 1) * out;
      h = z[l].clone();
      for (int j = 0; j < out; j++) {
        h[j] = value(h[j]);
      }
    }
    return z;
  }

  public double[] forward(double[] parameters, double[] input) {
    return preActivations(parameters, input)[sizes.size() - 2];
  }

  public double[][] forward(double[] parameters, double[][] inputs) {
    double[][] outputs = new double[inputs.length][];
    for (int r = 0; r < inputs.length; r++) {
      outputs[r] = forward(parameters, inputs[r]);
    }
    return outputs;
  }

  /// A gradient with respect to parameters and inputs.
  public record Gradients(double[] parameters, double[][] inputs) {}

  /// Back-propagates the cotangents u of all rows.
  public Gradients gradients(double[] parameters, double[][] inputs, double[][] cotangents) {
    double[] gradient = new double[parameterCount()];
    double[][] inputGradients = new double[inputs.length][];
    for (int r = 0; r < inputs.length; r++) {
      double[][] z = preActivations(parameters, inputs[r]);
      double[] delta = cotangents[r];
      int at = parameterCount();
      for (int l = z.length - 1; l >= 0; l--) {
        int in = sizes.get(l);
        int out = sizes.get(l + 1);
        at -= (in + 1) * out;
        double[] below = new double[in];
        for (int j = 0; j < out; j++) {
          gradient[at + in * out + j] += delta[j];
        }
        for (int i = 0; i < in; i++) {
          double h = l == 0 ? inputs[r][i] : value(z[l - 1][i]);
          for (int j = 0; j < out; j++) {
            gradient[at + i * out + j] += h * delta[j];
            below[i] += parameters[at + i * out + j] * delta[j];
          }
          if (l > 0) {
            below[i] *= slope(z[l - 1][i]);
          }
        }
        delta = below;
      }
      inputGradients[r] = delta;
    }
    return new Gradients(gradient, inputGradients);
  }

  /// Draws an input whose hidden units all stay clear of the kink of a ReLU.
  public double[] inputAwayFromKinks(double[] parameters, RandomStream random) {
    for (int attempt = 0; attempt < 10_000; attempt++) {
      double[] input = new double[sizes.getFirst()];
      for (int i = 0; i < input.length; i++) {
        input[i] = (float) random.nextDouble(-1.5, 1.5);
      }
      double nearest = Double.POSITIVE_INFINITY;
      double[][] z = preActivations(parameters, input);
      for (int l = 0; l + 1 < z.length; l++) {
        for (double value : z[l]) {
          nearest = Math.min(nearest, Math.abs(value));
        }
      }
      if (activation == Activation.TANH || nearest > 5e-4) {
        return input;
      }
    }
    throw new AssertionError("no input away from the kinks");
  }

  private double value(double z) {
    return activation == Activation.TANH ? Math.tanh(z) : Math.max(z, 0);
  }

  private double slope(double z) {
    if (activation == Activation.TANH) {
      double h = Math.tanh(z);
      return 1 - h * h;
    }
    return z > 0 ? 1 : 0;
  }
}
