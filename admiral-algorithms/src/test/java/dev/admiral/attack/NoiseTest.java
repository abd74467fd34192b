package dev.admiral.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final int ROWS = 20_000;
  private static final PerturbationSet FREE = PerturbationSet.unbounded(Box.unbounded(1));

  private static double[] shown(ObservationAttack attack, double observation) {
    Policy policy = Policy.gaussian(new RunningNormalizer(1), List.of(), 1);
    RandomStream[] random =
        IntStream.range(0, ROWS).mapToObj(RandomStream::of).toArray(RandomStream[]::new);
    Matrix observations = Matrix.zeros(ROWS, 1);
    observations.fill((float) observation);
    Matrix perturbed = Matrix.zeros(ROWS, 1);
    attack
        .pass(policy, ROWS)
        .perturb(new float[policy.parameterLength()], observations, random, perturbed);
    return IntStream.range(0, ROWS).mapToDouble(r -> perturbed.get(r, 0)).toArray();
  }

  private static double mean(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static double std(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        mean(
            IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .toArray()));
  }

  @Test
  void gaussianNoiseHasItsMeanAndDeviation() {
    double[] shown = shown(new GaussianNoise(0.5, 2, FREE), 3);

    assertThat(mean(shown)).isCloseTo(3.5, within(4 * 2 / Math.sqrt(ROWS)));
    assertThat(std(shown)).isCloseTo(2, within(0.05));
  }

  @Test
  void uniformNoiseHasItsLevel() {
    double[] shown = shown(new UniformNoise(0.6, FREE), -1);

    assertThat(Arrays.stream(shown)).allMatch(x -> x >= -1.6 - 1e-6 && x <= -0.4 + 1e-6);
    assertThat(std(shown)).isCloseTo(0.6 / Math.sqrt(3), within(0.01));
  }

  @Test
  void wholeNoiseIsUniformOnWholeNumbers() {
    PerturbationSet pixels = new PerturbationSet(Norm.MAXIMUM, 2.7, Box.cube(1, 0, 255));
    double[] shown = shown(new UniformWholeNoise(2.7, pixels), 100);

    for (double level = 98; level <= 102; level++) {
      double wanted = level;
      double part = (double) Arrays.stream(shown).filter(x -> x == wanted).count() / ROWS;
      assertThat(part).isCloseTo(0.2, within(4 * Math.sqrt(0.2 * 0.8 / ROWS)));
    }
    assertThat(Arrays.stream(shown)).allMatch(x -> x >= 98 && x <= 102);
    assertThat(Arrays.stream(shown(new UniformWholeNoise(2.7, pixels), 254)))
        .allMatch(x -> x == Math.rint(x) && x >= 252 && x <= 255)
        .contains(252.0, 255.0);
  }

  @Test
  void noiseStaysInItsSet() {
    PerturbationSet set = new PerturbationSet(Norm.MAXIMUM, 0.1, Box.cube(1, 0, 1));

    assertThat(Arrays.stream(shown(new GaussianNoise(0, 5, set), 0.05)))
        .allMatch(x -> x >= 0 && x <= 0.15 + 1e-6);
  }

  @Test
  void refusesWhatIsNoNoise() {
    assertThatThrownBy(() -> new GaussianNoise(0, -1, FREE))
        .hasMessage("the noise's standard deviation must be finite and not negative: -1.0");
    assertThatThrownBy(() -> new UniformNoise(Double.NaN, FREE))
        .hasMessage("the noise's level must be finite and not negative: NaN");
    assertThatThrownBy(() -> new UniformWholeNoise(-1, FREE))
        .hasMessage("the noise's level must be finite and not negative: -1.0");
  }
}
