package dev.admiral.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.admiral.nn.OrthogonalInitialization.Head;
import dev.admiral.random.RandomStream;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthogonalInitializationTest {

  @ParameterizedTest
  @CsvSource({"5, 3", "3, 5", "64, 64", "1, 1", "200, 64"})
  void theFewerOfRowsAndColumnsAreOrthonormal(int rows, int columns) {
    double[][] matrix = OrthogonalInitialization.orthogonal(rows, columns, RandomStream.of(3));
    boolean tall = rows >= columns;
    int few = Math.min(rows, columns);
    for (int a = 0; a < few; a++) {
      for (int b = 0; b < few; b++) {
        double product = 0;
        for (int i = 0; i < Math.max(rows, columns); i++) {
          product += tall ? matrix[i][a] * matrix[i][b] : matrix[a][i] * matrix[b][i];
        }
        assertThat(product).isCloseTo(a == b ? 1 : 0, Offset.offset(1e-12));
      }
    }
  }

  @Test
  void everyHeadHasItsOwnGain() {
    Mlp mlp = new Mlp(7, List.of(20), 4, Activation.TANH);
    float[] parameters =
        OrthogonalInitialization.parameters(
            mlp, RandomStream.of(3), 2, List.of(new Head(3, 0.01), new Head(1, 5)));
    for (int j = 0; j < 4; j++) {
      double squares = 0;
      for (int i = 0; i < 20; i++) {
        squares += Math.pow(parameters[mlp.weightIndex(1, i, j)], 2);
      }
      assertThat(Math.sqrt(squares)).isCloseTo(j < 3 ? 0.01 : 5, Offset.offset(1e-5));
      assertThat(parameters[mlp.biasIndex(1, j)]).isZero();
    }
    double squares = 0;
    for (int j = 0; j < 20; j++) {
      squares += Math.pow(parameters[mlp.weightIndex(0, 0, j)], 2);
    }
    assertThat(Math.sqrt(squares)).isCloseTo(2, Offset.offset(1e-5));
  }

  @Test
  void headsMustMakeTheOutputs() {
    Mlp mlp = new Mlp(7, List.of(), 4, Activation.TANH);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            OrthogonalInitialization.parameters(
                mlp, RandomStream.of(3), 1, List.of(new Head(3, 1))))
        .withMessageContaining("do not make the 4 outputs");
  }
}
