package dev.admiral.policy;

import dev.admiral.checkpoint.Checkpoint.Floats;
import dev.admiral.checkpoint.SafeTensors;
import dev.admiral.nn.ClippedNormalization;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.nn.LayeredNetwork;
import dev.admiral.nn.Network;
import dev.admiral.nn.OutputSlice;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as a safetensors file, for other frameworks. The arrays:
 *
 * <ul>
 *   <li>{@code convolutionN_weight}, shape {@code [kernel row, kernel column, in, out]}, and {@code
 *       convolutionN_bias}, shape {@code [out]}; images are {@code [height, width, channel]}, without borders
 *   <li>{@code layerN_weight}, shape {@code [in, out]}, and {@code layerN_bias}; the first takes the last
 *       convolution's {@code [height, width, channel]} as one row
 *   <li>{@code log_std}, shape {@code [action]}: a diagonal Gaussian's logarithmic standard deviations
 *   <li>{@code observation_mean} and {@code observation_std}, where observations are standardised
 * </ul>
 *
 * <p>The metadata: {@code distribution}, {@code "diagonal-gaussian"}, whose means come out, {@code
 * "squashed-gaussian"}, whose means and then logarithmic standard deviations come out, before tanh, or {@code
 * "categorical"}, whose logits do; {@code activation}, {@code "tanh"} or {@code "relu"}, between all layers and not
 * after the last; {@code observation_limit}, ± which standardised observations are clipped to, if they are; {@code
 * observation_origin}, what is subtracted from the network's inputs then, and {@code observation_scale}, what they are
 * multiplied by after that; and of a convolutional network {@code image}, such as {@code "84,84,4"}, and {@code
 * convolutionN_stride}.
 *
 * @param policy whose network is a {@link LayeredNetwork}, or an {@link OutputSlice} of one, of which the other
 *     outputs are left out
 * @param parameters θ, shape {@code [policy.parameterLength()]}
 * @param before what happened to observations before the policy saw them
 */
public record SafeTensorsExport(
    Policy policy, float[] parameters, Optional<ClippedNormalization> before) {
  public SafeTensorsExport {
    if (parameters.length < policy.parameterLength()) {
      throw new IllegalArgumentException(
          "the policy needs a parameter vector of %d, not %d"
              .formatted(policy.parameterLength(), parameters.length));
    }
  }

  /** A policy that sees raw observations. */
  public SafeTensorsExport(Policy policy, float[] parameters) {
    this(policy, parameters, Optional.empty());
  }

  /**
   * @param file written over where there is one
   * @throws IllegalArgumentException if the network has no layers to be told apart
   */
  public void write(Path file) throws IOException {
    Map<String, Floats> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    putNetwork(policy.network(), 0, policy.network().outputSize(), tensors, metadata);
    putDistribution(tensors, metadata);
    ObservationPreparation preparation = ObservationPreparation.of(policy, before);
    preparation
        .statistics()
        .ifPresent(statistics -> {
          tensors.put("observation_mean", vector(statistics.mean()));
          tensors.put("observation_std", vector(statistics.std()));
        });
    preparation
        .limit()
        .ifPresent(limit -> metadata.put("observation_limit", Double.toString(limit)));
    metadata.put("observation_origin", Float.toString(preparation.origin()));
    metadata.put("observation_scale", Float.toString(preparation.scale()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      SafeTensors.write(tensors, metadata, out);
    }
  }

  private void putDistribution(Map<String, Floats> tensors, Map<String, String> metadata) {
    switch (policy.distribution()) {
      case DiagonalGaussian gaussian -> {
        metadata.put("distribution", "diagonal-gaussian");
        int from = policy.freeOffset();
        tensors.put(
            "log_std", vector(Arrays.copyOfRange(parameters, from, from + gaussian.freeSize())));
      }
      case SquashedGaussian _ -> metadata.put("distribution", "squashed-gaussian");
      case Categorical _ -> metadata.put("distribution", "categorical");
    }
  }

  /** The outputs {@code first} to {@code first + size} of {@code network}. */
  private void putNetwork(
      Network network,
      int first,
      int size,
      Map<String, Floats> tensors,
      Map<String, String> metadata) {
    switch (network) {
      case OutputSlice slice ->
          putNetwork(slice.network(), slice.first() + first, size, tensors, metadata);
      case LayeredNetwork layered -> {
        metadata.put("activation", layered.activation().name().toLowerCase(Locale.ROOT));
        if (layered instanceof ConvolutionalNetwork convolutional) {
          putStrides(convolutional, metadata);
        }
        for (int l = 0; l < layered.layers(); l++) {
          boolean last = l == layered.layers() - 1;
          putLayer(layered, l, last ? first : 0, last ? size : layered.out(l), tensors);
        }
      }
      default ->
          throw new IllegalArgumentException(
              network
                  + " cannot be written as safetensors; allowed: perceptrons and convolutional"
                  + " networks on the own kernels");
    }
  }

  private static void putStrides(ConvolutionalNetwork network, Map<String, String> metadata) {
    ConvolutionalNetwork.Image image = network.input();
    metadata.put("image", image.height() + "," + image.width() + "," + image.channels());
    for (int l = 0; l < network.convolutions(); l++) {
      metadata.put("convolution" + l + "_stride", Integer.toString(network.stride(l)));
    }
  }

  private void putLayer(
      LayeredNetwork network, int l, int first, int size, Map<String, Floats> tensors) {
    int in = network.in(l);
    float[] weights = new float[in * size];
    float[] biases = new float[size];
    for (int j = 0; j < size; j++) {
      for (int i = 0; i < in; i++) {
        weights[i * size + j] = parameters[network.weightIndex(l, i, first + j)];
      }
      biases[j] = parameters[network.biasIndex(l, first + j)];
    }
    int convolutions =
        network instanceof ConvolutionalNetwork convolutional ? convolutional.convolutions() : 0;
    if (network instanceof ConvolutionalNetwork convolutional && l < convolutions) {
      int kernel = convolutional.kernel(l);
      tensors.put(
          "convolution" + l + "_weight",
          new Floats(weights, kernel, kernel, in / (kernel * kernel), size));
      tensors.put("convolution" + l + "_bias", vector(biases));
    } else {
      tensors.put("layer" + (l - convolutions) + "_weight", new Floats(weights, in, size));
      tensors.put("layer" + (l - convolutions) + "_bias", vector(biases));
    }
  }

  private static Floats vector(float[] values) {
    return new Floats(values, values.length);
  }
}
