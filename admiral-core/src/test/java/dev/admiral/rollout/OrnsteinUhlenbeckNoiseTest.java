package dev.admiral.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrnsteinUhlenbeckNoiseTest {

  /// An autoregression of order 1 with coefficient a = 1 − θ: variance σ²/(1 − a²), autocorrelation aᵏ.
  @ParameterizedTest
  @CsvSource({"0.15, 0.3", "0.5, 2", "1, 0.1"})
  void hasTheStationaryMomentsOfAnAutoregression(double theta, double sigma) {
    int steps = 400_000;
    int warmUp = 1000;
    OrnsteinUhlenbeckNoise noise =
        new OrnsteinUhlenbeckNoise(
            new OrnsteinUhlenbeckNoise.Config(theta, sigma), 2, RandomStream.of(1));
    noise.next(warmUp);
    Matrix x = noise.next(steps);
    double a = 1 - theta;
    double variance = sigma * sigma / (1 - a * a);
    for (int i = 0; i < 2; i++) {
      double mean = 0;
      double[] lagged = new double[3];
      for (int t = 2; t < steps; t++) {
        mean += x.get(t, i) / (steps - 2.0);
        for (int lag = 0; lag < 3; lag++) {
          lagged[lag] += (double) x.get(t, i) * x.get(t - lag, i) / (steps - 2.0);
        }
      }
      // Five standard errors: the mean's is σ/(θ√n), the variance's √(2(1 + a²)/(1 − a²)/n).
      assertThat(mean).isCloseTo(0, within(5 * sigma / theta / Math.sqrt(steps)));
      double error = 5 * Math.sqrt(2 * (1 + a * a) / (1 - a * a) / steps);
      assertThat(lagged[0] / variance).isCloseTo(1, within(error));
      assertThat(lagged[1] / variance).isCloseTo(a, within(error));
      assertThat(lagged[2] / variance).isCloseTo(a * a, within(error));
    }
    double cross = 0;
    for (int t = 0; t < steps; t++) {
      cross += (double) x.get(t, 0) * x.get(t, 1) / steps / variance;
    }
    assertThat(cross).as("coordinates are independent").isCloseTo(0, within(0.03));
  }

  @Test
  void beginsAtZeroAndGoesOnOverCalls() {
    OrnsteinUhlenbeckNoise.Config config = OrnsteinUhlenbeckNoise.Config.defaults();
    Matrix whole = new OrnsteinUhlenbeckNoise(config, 3, RandomStream.of(2)).next(10);
    OrnsteinUhlenbeckNoise noise = new OrnsteinUhlenbeckNoise(config, 3, RandomStream.of(2));
    Matrix first = noise.next(4);
    Matrix second = noise.next(6);
    RandomStream same = RandomStream.of(2);
    for (int i = 0; i < 3; i++) {
      assertThat((double) whole.get(0, i)).isCloseTo(0.3 * same.nextGaussian(), within(1e-6));
    }
    for (int t = 0; t < 10; t++) {
      for (int i = 0; i < 3; i++) {
        assertThat(t < 4 ? first.get(t, i) : second.get(t - 4, i)).isEqualTo(whole.get(t, i));
      }
    }
  }

  @Test
  void noSigmaNoNoise() {
    OrnsteinUhlenbeckNoise noise =
        new OrnsteinUhlenbeckNoise(
            new OrnsteinUhlenbeckNoise.Config(0.15, 0), 2, RandomStream.of(3));
    assertThat(noise.next(5).values()).containsOnly(0f);
  }

  @Test
  void aRestoredSequenceGoesOnToTheSameBits() {
    OrnsteinUhlenbeckNoise.Config config = OrnsteinUhlenbeckNoise.Config.defaults();
    RandomStream random = RandomStream.of(4);
    OrnsteinUhlenbeckNoise noise = new OrnsteinUhlenbeckNoise(config, 2, random);
    noise.next(7);
    Checkpoint checkpoint = new Checkpoint();
    noise.save(checkpoint);
    byte[] position = random.state();
    RandomStream other = RandomStream.of(5);
    OrnsteinUhlenbeckNoise restored = new OrnsteinUhlenbeckNoise(config, 2, other);
    restored.next(3);
    restored.restore(checkpoint);
    other.restore(position);
    assertThat(restored.next(9).values()).isEqualTo(noise.next(9).values());
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrnsteinUhlenbeckNoise.Config(1.5, 0.1))
        .withMessageContaining("theta");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrnsteinUhlenbeckNoise.Config(0.5, -0.1))
        .withMessageContaining("sigma");
  }
}
