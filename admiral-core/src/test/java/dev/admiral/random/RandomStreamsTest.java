package dev.admiral.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

  private static double[] draw(RandomStream stream, int count) {
    // Both samplers, so that the Gaussian one is seen to keep no state of its own.
    return IntStream.range(0, count)
        .mapToDouble(i -> i % 3 == 0 ? stream.nextGaussian() : stream.nextDouble())
        .toArray();
  }

  @Test
  void equalSeedsAndNamesGiveEqualStreams() {
    assertThat(draw(new RandomStreams(3).stream("a", 1), 50))
        .isEqualTo(draw(new RandomStreams(3).stream("a", 1), 50));
  }

  @Test
  void otherSeedsNamesAndMembersGiveOthers() {
    double[] reference = draw(new RandomStreams(3).stream("a", 1), 10);
    assertThat(draw(new RandomStreams(4).stream("a", 1), 10)).isNotEqualTo(reference);
    assertThat(draw(new RandomStreams(3).stream("b", 1), 10)).isNotEqualTo(reference);
    assertThat(draw(new RandomStreams(3).stream("a", 2), 10)).isNotEqualTo(reference);
  }

  @Test
  void anotherConsumerShiftsNothing() {
    RandomStreams alone = new RandomStreams(3);
    RandomStreams shared = new RandomStreams(3);
    draw(shared.stream("newcomer"), 7);
    assertThat(draw(shared.stream("a"), 10)).isEqualTo(draw(alone.stream("a"), 10));
  }

  @Test
  void restoringContinuesEveryStream() {
    RandomStreams streams = new RandomStreams(3);
    draw(streams.stream("a"), 5);
    draw(streams.stream("b"), 8);
    Map<String, byte[]> state = streams.state();
    double[] a = draw(streams.stream("a"), 20);
    double[] b = draw(streams.stream("b"), 20);

    streams.restore(state);
    assertThat(draw(streams.stream("a"), 20)).isEqualTo(a);

    RandomStreams resumed = new RandomStreams(3);
    RandomStream heldSinceBefore = resumed.stream("b");
    resumed.restore(state);
    assertThat(draw(heldSinceBefore, 20)).isEqualTo(b);
  }

  @Test
  void streamsThatTheStateLacksStartAfresh() {
    RandomStreams streams = new RandomStreams(3);
    Map<String, byte[]> empty = streams.state();
    double[] fromTheStart = draw(streams.stream("late"), 10);
    streams.restore(empty);
    assertThat(draw(streams.stream("late"), 10)).isEqualTo(fromTheStart);
  }

  @Test
  void drawsHaveTheirDistributions() {
    RandomStream stream = RandomStream.of(1);
    double uniform = 0;
    double gaussian = 0;
    double square = 0;
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      double u = stream.nextDouble(-2, 4);
      assertThat(u >= -2 && u < 4).isTrue();
      uniform += u / count;
      double g = stream.nextGaussian();
      gaussian += g / count;
      square += g * g / count;
    }
    assertThat(uniform).isCloseTo(1, within(0.03));
    assertThat(gaussian).isCloseTo(0, within(0.02));
    assertThat(square).isCloseTo(1, within(0.03));
  }
}
