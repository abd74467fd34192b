package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.experiments.figure.TaskError;
import dev.admiral.nn.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionErrorTest {
  /** Two states of two components: means 2 and 20, standard deviations 2 and 10. */
  private static final Matrix NEXT = Matrix.of(new float[] {0, 10, 4, 30}, 2);

  @Test
  void isTheMeanDistanceInStatesAndInStandardDeviations() {
    // Off by (3, 4) and by (0, 0): distances 5 and 0.
    PredictionError error = PredictionError.of(NEXT, Matrix.of(new float[] {3, 14, 4, 30}, 2));

    assertThat(error.raw()).isEqualTo(2.5);
    // ((3/2)² + (4/10)²)/2 = 1.205
    assertThat(error.normalised()).isCloseTo(Math.sqrt(1.205) / 2, within(1e-12));
  }

  @Test
  void countsAnOffsetOfOneStandardDeviationInEveryComponentAsOne() {
    PredictionError error = PredictionError.of(NEXT, Matrix.of(new float[] {-2, 20, 6, 20}, 2));

    assertThat(error.normalised()).isCloseTo(1, within(1e-12));
  }

  @Test
  void ofAPerfectModelIsZero() {
    assertThat(PredictionError.of(NEXT, NEXT)).isEqualTo(new PredictionError(0, 0));
  }

  @Test
  void ofWhatNeverChangesIsRawAlone() {
    // 0.1 is no sum of powers of two, and the mean of six of them as a sum of sixths is another
    // number.
    float still = 0.1f;
    float[] next = {0, still, 4, still, 0, still, 4, still, 0, still, 4, still};
    float[] predicted = next.clone();
    for (int row = 0; row < 6; row++) {
      predicted[2 * row] += 2; // one standard deviation
      predicted[2 * row + 1] += 100;
    }

    PredictionError error = PredictionError.of(Matrix.of(next, 2), Matrix.of(predicted, 2));

    assertThat(error.normalised()).isCloseTo(1, within(1e-12));
    assertThat(error.raw()).isCloseTo(Math.sqrt(100 * 100 + 4), within(1e-4));
  }

  @Test
  void normalisedIsZeroWhereNothingChanges() {
    Matrix still = Matrix.of(new float[] {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f}, 1);
    Matrix predicted = Matrix.of(new float[] {3, 3, 3, 3, 3, 3, 3}, 1);

    assertThat(PredictionError.of(still, predicted).normalised()).isZero();
  }

  @Test
  void isReportedWithItsTask() {
    assertThat(new PredictionError(0.25, 3).asTaskError(new double[] {-5, 1}))
        .isEqualTo(new TaskError(List.of(-5.0, 1.0), 0.25, 3));
  }
}
