package dev.admiral.nn;

/** Refuses what does not fit a network, in one line. */
final class PassShapes {
  private PassShapes() {}

  static void check(Network network, int maximumRows, float[] parameters, Matrix inputs) {
    if (parameters.length < network.parameterLength()) {
      throw new IllegalArgumentException(
          "%s needs a parameter vector of %d, not %d"
              .formatted(network, network.parameterLength(), parameters.length));
    }
    if (inputs.columns() != network.inputSize() || inputs.rows() > maximumRows) {
      throw new IllegalArgumentException(
          "%s takes inputs of shape [<=%d, %d], not [%d, %d]"
              .formatted(
                  network, maximumRows, network.inputSize(), inputs.rows(), inputs.columns()));
    }
  }

  static void checkInputGradients(Network network, Matrix inputs, Matrix inputGradients) {
    check(network, "input gradients", inputs.rows(), network.inputSize(), inputGradients);
  }

  static void checkCotangents(Network network, Matrix inputs, Matrix cotangents) {
    check(network, "outputs", inputs.rows(), network.outputSize(), cotangents);
  }

  private static void check(Network network, String what, int rows, int columns, Matrix given) {
    if (given.rows() != rows || given.columns() != columns) {
      throw new IllegalArgumentException(
          "%s has %s of shape [%d, %d], not [%d, %d]"
              .formatted(network, what, rows, columns, given.rows(), given.columns()));
    }
  }
}
