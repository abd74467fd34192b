package dev.admiral.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoricalTest {
  private static final float[] NONE = {};

  private static double[] probabilities(Matrix outputs) {
    int choices = outputs.columns();
    double[] p = new double[choices];
    Matrix action = Matrix.zeros(1, 1);
    float[] result = new float[1];
    for (int i = 0; i < choices; i++) {
      action.set(0, 0, i);
      new Categorical(choices).logProbability(outputs, NONE, 0, action, result);
      p[i] = Math.exp(result[0]);
    }
    return p;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 10, 1000})
  void probabilitiesSumToOne(double scale) {
    RandomStream random = RandomStream.of(3);
    for (int trial = 0; trial < 20; trial++) {
      Matrix outputs = Samples.gaussian(random, 1, 7, scale);
      assertThat(Arrays.stream(probabilities(outputs)).sum()).isCloseTo(1, within(1e-5));
    }
  }

  /// exp(1000) overflows even in double precision.
  @Test
  void hugeLogitsStayFinite() {
    Matrix outputs = Matrix.of(new float[] {1000, 999, -1000}, 3);
    Categorical categorical = new Categorical(3);
    double[] p = probabilities(outputs);
    assertThat(p[0]).isCloseTo(Math.E / (1 + Math.E), within(1e-6));
    assertThat(p[2]).isZero();
    float[] result = new float[1];
    categorical.entropy(outputs, NONE, 0, result);
    double q = 1 / (1 + Math.E);
    assertThat((double) result[0])
        .isCloseTo(-q * Math.log(q) - (1 - q) * Math.log(1 - q), within(1e-6));
    categorical.kl(outputs, NONE, 0, Matrix.of(new float[] {0, 0, 0}, 3), NONE, 0, result);
    assertThat((double) result[0])
        .isCloseTo(Math.log(3) + q * Math.log(q) + (1 - q) * Math.log(1 - q), within(1e-6));
  }

  @Test
  void choicesAreDrawnAsOftenAsTheyAreProbable() {
    int samples = 60_000;
    Matrix row = Matrix.of(new float[] {0.5f, -1, 2, -30}, 4);
    double[] p = probabilities(row);
    Matrix outputs = Matrix.zeros(samples, 4);
    for (int r = 0; r < samples; r++) {
      outputs.rows(r, r + 1).copyFrom(row);
    }
    Matrix actions = Matrix.zeros(samples, 1);
    RandomStream[] random = new RandomStream[samples];
    Arrays.fill(random, RandomStream.of(4));
    new Categorical(4).sample(outputs, NONE, 0, random, actions);
    double[] frequency = new double[4];
    for (int r = 0; r < samples; r++) {
      frequency[(int) actions.get(r, 0)] += 1.0 / samples;
    }
    for (int i = 0; i < 4; i++) {
      assertThat(frequency[i])
          .isCloseTo(p[i], within(5 * Math.sqrt(p[i] * (1 - p[i]) / samples) + 1e-12));
    }
  }

  @Test
  void theModeIsTheMostProbableChoiceAndTheFirstOfEquals() {
    Matrix outputs = Matrix.of(new float[] {1, 3, 2, -1, -5, -1, 0, 0, 4}, 3);
    Matrix actions = Matrix.zeros(3, 1);
    new Categorical(3).mode(outputs, NONE, 0, actions);
    assertThat(actions.values()).containsExactly(1, 0, 2);
  }
}
