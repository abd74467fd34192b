package dev.admiral.nn;

/**
 * A network of affine layers with one nonlinearity between them: every layer maps {@code in} numbers to {@code
 * out} by weights and a bias, at one place ({@link Mlp}) or at many ({@link ConvolutionalNetwork}).
 *
 * <p>In files, layer follows layer; of each, the weights {@code [in, out]}, then the bias {@code [out]}.
 */
public sealed interface LayeredNetwork extends Network permits Mlp, ConvolutionalNetwork {

  /** How many affine layers there are. */
  int layers();

  /** How many numbers go into an output of layer {@code layer}. */
  int in(int layer);

  /** How many outputs layer {@code layer} has at a place. */
  int out(int layer);

  Activation activation();

  /** Where the weight from input {@code i} to output {@code j} of a layer stands in the flat vector. */
  int weightIndex(int layer, int i, int j);

  /** Where the bias of output {@code j} of a layer stands in the flat vector. */
  int biasIndex(int layer, int j);

  @Override
  default int parameterCount() {
    int count = 0;
    for (int l = 0; l < layers(); l++) {
      count = Math.addExact(count, Math.multiplyExact(in(l) + 1, out(l)));
    }
    return count;
  }

  /** The parameters without padding, shape {@code [parameterCount]}: per layer weights, then bias. */
  @Override
  default float[] pack(float[] parameters) {
    float[] packed = new float[parameterCount()];
    int at = 0;
    for (int l = 0; l < layers(); l++) {
      for (int i = 0; i < in(l); i++) {
        for (int j = 0; j < out(l); j++) {
          packed[at++] = parameters[weightIndex(l, i, j)];
        }
      }
      for (int j = 0; j < out(l); j++) {
        packed[at++] = parameters[biasIndex(l, j)];
      }
    }
    return packed;
  }

  /** The inverse of {@link #pack}: writes into the flat vector {@code parameters}. */
  @Override
  default void unpack(float[] packed, float[] parameters) {
    if (packed.length != parameterCount()) {
      throw new IllegalArgumentException(
          "this network has " + parameterCount() + " parameters, not " + packed.length);
    }
    int at = 0;
    for (int l = 0; l < layers(); l++) {
      for (int i = 0; i < in(l); i++) {
        for (int j = 0; j < out(l); j++) {
          parameters[weightIndex(l, i, j)] = packed[at++];
        }
      }
      for (int j = 0; j < out(l); j++) {
        parameters[biasIndex(l, j)] = packed[at++];
      }
    }
  }
}
