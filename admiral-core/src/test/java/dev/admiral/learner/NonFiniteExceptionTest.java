package dev.admiral.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonFiniteExceptionTest {

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void namesWhatBroke(float broken) {
    float[] values = {1, -0f, Float.MAX_VALUE, broken, Float.MAX_VALUE};
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> NonFiniteException.check("the loss", values))
        .withMessage("the loss[3] is " + broken);
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> NonFiniteException.check("the loss", (double) broken))
        .withMessage("the loss is " + broken);
  }

  @Test
  void letsFiniteNumbersPass() {
    assertThat(NonFiniteException.check("x", -1.5)).isEqualTo(-1.5);
    float[] values = {0, -0f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE};
    assertThatCode(() -> NonFiniteException.check("x", values)).doesNotThrowAnyException();
  }
}
