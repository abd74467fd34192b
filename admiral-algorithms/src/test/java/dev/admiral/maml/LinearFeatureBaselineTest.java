package dev.admiral.maml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.rollout.Trajectories;
import org.junit.jupiter.api.Test;

class LinearFeatureBaselineTest {
  private static final int STEPS = 20;
  private static final int EPISODES = 10;

  private final EpisodeBatch episodes = episodes();

  private static EpisodeBatch episodes() {
    RandomStream random = RandomStream.of(1);
    Trajectories trajectories = new Trajectories(STEPS, EPISODES, 2, 1);
    for (int r = 0; r < trajectories.rows(); r++) {
      for (int i = 0; i < 2; i++) {
        trajectories.observations().set(r, i, (float) random.nextGaussian());
      }
    }
    return new EpisodeBatch(trajectories);
  }

  @Test
  void fitsWhatIsInItsSpan() {
    double[] returns = new double[episodes.rows()];
    for (int r = 0; r < returns.length; r++) {
      double x = episodes.observations().get(r, 0);
      double y = episodes.observations().get(r, 1);
      double time = episodes.time(r) / 100.0;
      returns[r] = 2 + x - 3 * y + 0.5 * x * x - y * y + 7 * time - 4 * time * time;
    }

    double[] fitted = LinearFeatureBaseline.fitted(episodes, returns);

    for (int r = 0; r < returns.length; r++) {
      assertThat(fitted[r]).isCloseTo(returns[r], within(1e-3));
    }
  }

  /** The residual of least squares is orthogonal to every feature, of which one is constant. */
  @Test
  void leavesAResidualWithoutMeanOrTrend() {
    RandomStream random = RandomStream.of(2);
    double[] returns = new double[episodes.rows()];
    for (int r = 0; r < returns.length; r++) {
      returns[r] = random.nextGaussian();
    }

    double[] fitted = LinearFeatureBaseline.fitted(episodes, returns);

    double constant = 0;
    double linear = 0;
    for (int r = 0; r < returns.length; r++) {
      constant += returns[r] - fitted[r];
      linear += (returns[r] - fitted[r]) * episodes.observations().get(r, 0);
    }
    assertThat(constant).isCloseTo(0, within(1e-3));
    assertThat(linear).isCloseTo(0, within(1e-3));
  }

  @Test
  void copesWithAFeatureThatNeverVaries() {
    EpisodeBatch still = new EpisodeBatch(new Trajectories(STEPS, EPISODES, 2, 1));

    double[] fitted = LinearFeatureBaseline.fitted(still, new double[still.rows()]);

    assertThat(fitted).containsOnly(0);
  }
}
