package dev.admiral.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanInInitializationTest {
  private final Mlp network = new Mlp(100, List.of(400), 30, Activation.RELU);

  /// Widths differ, so that a limit by the outputs' number would show.
  @Test
  void everyLayerIsUniformWithTheLimitOfItsInputs() {
    float[] parameters = FanInInitialization.parameters(network, RandomStream.of(1));
    assertUniform(parameters, 0, 0.1);
    assertUniform(parameters, 1, 0.05);
  }

  @Test
  void theLastLayerMayHaveALimitOfItsOwn() {
    float[] parameters = FanInInitialization.parameters(network, RandomStream.of(1), 3e-3);
    assertUniform(parameters, 0, 0.1);
    assertUniform(parameters, 1, 3e-3);
  }

  private void assertUniform(float[] parameters, int layer, double limit) {
    double largest = 0;
    double squares = 0;
    int count = 0;
    for (int j = 0; j < network.out(layer); j++) {
      for (int i = 0; i <= network.in(layer); i++) {
        int index =
            i < network.in(layer) ? network.weightIndex(layer, i, j) : network.biasIndex(layer, j);
        largest = Math.max(largest, Math.abs(parameters[index]));
        squares += (double) parameters[index] * parameters[index];
        count++;
      }
    }
    assertThat(largest).isBetween(0.999 * limit, limit * (1 + 1e-6));
    // The variance of U(−l, l), within five standard errors.
    double error = limit * limit * Math.sqrt(4.0 / 45 / count);
    assertThat(squares / count).isCloseTo(limit * limit / 3, within(5 * error));
  }
}
