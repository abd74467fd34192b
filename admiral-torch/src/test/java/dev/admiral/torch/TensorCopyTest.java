package dev.admiral.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers come back from a tensor as they went into it, whether they travelled as bytes or as floats.
@RequiresTorch
class TensorCopyTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 300;

  private final TensorCopy copy = new TensorCopy(TorchDevice.CPU);

  /// Beside pixels of all values, from within a wider matrix.
  @ParameterizedTest
  @ValueSource(
      floats = {
        0,
        255,
        0.5f,
        -1,
        256,
        1e20f,
        -0.001f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.MIN_VALUE
      })
  void inputsComeBack(float last) {
    RandomStream random = RandomStream.of(3);
    Matrix wide = Matrix.zeros(ROWS + 1, COLUMNS + 9);
    Matrix inputs = wide.rows(1, ROWS + 1).columns(4, COLUMNS + 4);
    for (int r = 0; r < ROWS; r++) {
      for (int j = 0; j < COLUMNS; j++) {
        inputs.set(r, j, random.nextInt(256));
      }
    }
    inputs.set(ROWS - 1, COLUMNS - 1, last);
    Matrix back = Matrix.zeros(ROWS, COLUMNS);
    try (PointerScope _ = new PointerScope()) {
      Tensor tensor = copy.inputs(inputs);
      assertThat(tensor.scalar_type().intern()).isEqualTo(torch.ScalarType.Float);
      copy.toMatrix(tensor, back);
      assertThat(TensorCopy.bytes(inputs).isPresent()).isEqualTo(last == 0 || last == 255);
    }
    for (int r = 0; r < ROWS; r++) {
      for (int j = 0; j < COLUMNS; j++) {
        assertThat(Float.compare(back.get(r, j), inputs.get(r, j))).isZero();
      }
    }
  }
}
