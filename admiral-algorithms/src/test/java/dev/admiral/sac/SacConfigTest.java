package dev.admiral.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SacConfigTest {
  private static SacConfig config(long steps, int randomSteps) {
    return new SacConfig(
        steps,
        1,
        1000,
        randomSteps,
        100,
        10,
        List.of(4),
        0.9,
        0.1,
        1e-3,
        1e-3,
        Optional.empty(),
        -1);
  }

  @Test
  void somethingMustBeLearned() {
    assertThat(config(5001, 5000).steps()).isEqualTo(5001);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(5000, 5000))
        .withMessage(
            "random-steps is 5000, but there are only 5000 steps: nothing would be learned");
  }
}
