package dev.admiral.atari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.atari.preprocessing.FrameStack;
import org.junit.jupiter.api.Test;

class AtariConfigTest {

  @Test
  void theDefaultsAreThoseOfPpo2() {
    AtariConfig training = AtariConfig.training();
    assertThat(training)
        .isEqualTo(
            new AtariConfig(30, 4, 108_000, 84, 4, FrameStack.Start.ZEROS, true, true, true));
    assertThat(AtariConfig.evaluation())
        .isEqualTo(
            new AtariConfig(30, 4, 108_000, 84, 4, FrameStack.Start.ZEROS, true, false, false));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> AtariConfig.training().withMaximumNoOps(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maximumNoOps is -1, but must be at least 0");
    assertThatThrownBy(() -> AtariConfig.training().withMaximumFrames(0))
        .hasMessage("maximumFrames is 0, but must be at least 1");
    assertThatThrownBy(() -> AtariConfig.training().withStack(0, FrameStack.Start.ZEROS))
        .hasMessage("stackSize is 0, but must be at least 1");
  }
}
