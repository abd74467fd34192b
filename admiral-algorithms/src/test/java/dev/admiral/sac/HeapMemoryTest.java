package dev.admiral.sac;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HeapMemoryTest {
  private static final long GIBIBYTE = 1L << 30;

  @Test
  void refusesWhatDoesNotFit() {
    HeapMemory.require("a buffer", 3 * GIBIBYTE, 4 * GIBIBYTE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeapMemory.require("a buffer", 3 * GIBIBYTE + 1, 4 * GIBIBYTE))
        .withMessage(
            "a buffer takes 3.00 GiB, but of a heap of 4.00 GiB may be at most 3.00: make it"
                + " smaller, or the heap larger by -Xmx");
  }

  @Test
  void aBufferThatDoesNotFitIsRefusedBeforeItIsFilled() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplayBuffer(Integer.MAX_VALUE, 1, 1 << 12, 6))
        .withMessageStartingWith("a replay buffer of 2147483647 transitions takes 3");
  }
}
