package dev.admiral.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MatrixTest {

  @Test
  void aViewReadsAndWritesItsArray() {
    float[] values = new float[20];
    Matrix matrix = new Matrix(values, 2, 3, 4, 6);
    matrix.set(2, 3, 7);
    assertThat(values[2 + 2 * 6 + 3]).isEqualTo(7);
    assertThat(matrix.get(2, 3)).isEqualTo(7);
    assertThat(matrix.rows(2, 3).get(0, 3)).isEqualTo(7);
    matrix.rows(1, 3).fill(1);
    assertThat(values).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0);
  }

  @Test
  void copiesBetweenLayouts() {
    Matrix source = Matrix.of(new float[] {1, 2, 3, 4, 5, 6}, 3);
    Matrix target = new Matrix(new float[9], 1, 2, 3, 4);
    target.copyFrom(source);
    assertThat(target.values()).containsExactly(0, 1, 2, 3, 0, 4, 5, 6, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> target.copyFrom(Matrix.zeros(3, 2)))
        .withMessageContaining("[3, 2]");
  }

  @Test
  void viewsThatDoNotFitAreRefused() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new Matrix(new float[10], 1, 2, 5, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Matrix(new float[10], 0, 2, 5, 4));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Matrix.zeros(3, 2).rows(2, 4));
  }
}
