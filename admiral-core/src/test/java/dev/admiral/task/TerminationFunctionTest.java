package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationFunctionTest {

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteEndsUnlessNothingDoes(double bad) {
    for (int i = 0; i < 3; i++) {
      double[] next = {1, -1e300, Double.MAX_VALUE};
      next[i] = bad;
      assertThat(TerminationFunction.NOT_FINITE.terminates(next)).isTrue();
      assertThat(TerminationFunction.NEVER.terminates(next)).isFalse();
    }
  }

  @Test
  void whatIsFiniteGoesOn() {
    assertThat(TerminationFunction.NOT_FINITE.terminates(new double[] {0, Double.MAX_VALUE}))
        .isFalse();
  }
}
