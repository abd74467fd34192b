package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.env.EnvironmentChecker;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import org.junit.jupiter.api.Test;

class Navigation2dTest {
  private static final double[] GOAL = {0.3, -0.4};

  private final Navigation2d family = new Navigation2d(1, 100);

  @Test
  void keepsTheEnvironmentContract() {
    EnvironmentChecker.check(() -> new TaskEnvironment(family, GOAL));
  }

  @Test
  void rewardHasItsGradient() {
    RewardGradientChecker.check(family, RandomStream.of(1));
  }

  /** −Σ of the distances on the straight way, by hand. */
  @Test
  void movesByTheClippedActionAndPaysTheDistance() {
    try (TaskEnvironment environment = new TaskEnvironment(family, GOAL)) {
      assertThat(environment.reset(RandomStream.of(1)).observation()).containsExactly(0, 0);

      StepResult first = environment.step(new double[] {7, -0.05});

      assertThat(first.observation()).containsExactly(0.1, -0.05);
      assertThat(first.reward()).isCloseTo(-Math.hypot(0.2, 0.35), within(1e-15));
      assertThat(first.terminated()).isFalse();
    }
  }

  @Test
  void endsOnTheGoalAndAtTheHorizon() {
    try (TaskEnvironment environment = new TaskEnvironment(new Navigation2d(0.1, 3), GOAL)) {
      environment.reset(RandomStream.of(1));
      for (int t = 0; t < 3; t++) {
        StepResult result = environment.step(new double[] {1, -1});
        assertThat(result.terminated()).isFalse();
        assertThat(result.truncated()).isEqualTo(t == 2);
      }
      environment.resetTo(new double[] {0.25, -0.405});
      assertThat(environment.step(new double[] {0.41, 0}).terminated()).isTrue();
      environment.resetTo(new double[] {0.25, -0.415});
      assertThat(environment.step(new double[] {0.5, 0}).terminated()).isFalse();
    }
  }

  @Test
  void refusesAnImpossibleGainOrHorizon() {
    assertThatThrownBy(() -> new Navigation2d(0, 100))
        .hasMessage("gain must be positive and finite, not 0.0");
    assertThatThrownBy(() -> new Navigation2d(1, 0))
        .hasMessage("horizon must be at least 1, not 0");
  }
}
