package dev.admiral.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import org.junit.jupiter.api.Test;

class DiscreteTest {

  @Test
  void samplesEachChoiceEquallyOften() {
    Discrete discrete = new Discrete(3);
    RandomStream random = RandomStream.of(1);
    int[] counts = new int[3];
    for (int n = 0; n < 3000; n++) {
      double[] choice = discrete.sample(random);
      assertThat(choice).hasSize(discrete.size());
      counts[(int) choice[0]]++;
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(1000, within(100));
    }
  }

  @Test
  void refusesToHaveNoChoice() {
    assertThatThrownBy(() -> new Discrete(0))
        .hasMessage("a discrete space needs at least 1 choice, not 0");
  }
}
