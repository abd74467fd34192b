package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationFunctionTest {
  private static final double[] TASK = {0};

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteEndsUnlessNothingDoes(double bad) {
    for (int i = 0; i < 3; i++) {
      double[] next = {1, -1e300, Double.MAX_VALUE};
      next[i] = bad;
      assertThat(TerminationFunction.NOT_FINITE.terminates(next, TASK)).isTrue();
      assertThat(TerminationFunction.NEVER.terminates(next, TASK)).isFalse();
    }
  }

  @Test
  void whatIsFiniteGoesOn() {
    assertThat(TerminationFunction.NOT_FINITE.terminates(new double[] {0, Double.MAX_VALUE}, TASK))
        .isFalse();
  }

  @Test
  void aRuleOfTheStateEndsThereAndWhereNothingIsFinite() {
    TerminationFunction negative = TerminationFunction.ofState(next -> next[0] < 0);
    assertThat(negative.terminates(new double[] {-1}, TASK)).isTrue();
    assertThat(negative.terminates(new double[] {1}, TASK)).isFalse();
    assertThat(negative.terminates(new double[] {1, Double.NaN}, TASK)).isTrue();
  }
}
