package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PerturbedFrameTest {
  private static PerturbedFrame frame(int columns, List<Integer> pixels, List<Double> change) {
    return new PerturbedFrame("ppo", "Standard", 1, columns, pixels, change, 0.9, 0.1);
  }

  @Test
  void picturesStayInTheRangeOfPixels() {
    PerturbedFrame frame = frame(2, List.of(0, 100, 255, 20), List.of(-4.0, 4.0, 4.0, 0.0));
    assertThat(frame.clean().greys()).containsExactly(0, 100, 255, 20);
    assertThat(frame.perturbed().greys()).containsExactly(0, 104, 255, 20);
    assertThat(frame.perturbation(4).greys()).containsExactly(0, 255, 255, 128);
  }

  @Test
  void stripesAreCorrelatedAlongThemAndNoiseIsNot() {
    int side = 84;
    List<Integer> black = IntStream.range(0, side * side).mapToObj(i -> 0).toList();
    List<Double> rows =
        IntStream.range(0, side * side).mapToObj(i -> i / side % 2 == 0 ? 4.0 : -4.0).toList();
    List<Double> columns =
        IntStream.range(0, side * side).mapToObj(i -> i % side % 2 == 0 ? 4.0 : -4.0).toList();
    RandomStream random = RandomStream.of(1);
    List<Double> noise = black.stream().map(_ -> random.nextDouble(-4, 4)).toList();
    assertThat(frame(side, black, rows).neighbourCorrelation()).isCloseTo(1, within(1e-9));
    assertThat(frame(side, black, columns).neighbourCorrelation()).isCloseTo(-1, within(1e-9));
    assertThat(frame(side, black, noise).neighbourCorrelation()).isCloseTo(0, within(5.0 / side));
  }
}
