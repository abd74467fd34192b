package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.env.EnvironmentChecker;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import org.junit.jupiter.api.Test;

class TaskEnvironmentTest {

  @Test
  void keepsTheEnvironmentContract() {
    EnvironmentChecker.check(() -> new TaskEnvironment(new LineFamily(), new double[] {1}));
  }

  @Test
  void rewardsByTheFamilyAndTheTask() {
    TaskEnvironment environment = new TaskEnvironment(new LineFamily(), new double[] {1});
    environment.resetTo(new double[] {0});
    assertThat(environment.step(new double[] {0.5}).reward())
        .isCloseTo(1 - 0.1 * 0.25 - 2 * 0.5, within(1e-12));
    environment.task(new double[] {-1});
    assertThat(environment.step(new double[] {0.5}).reward())
        .isCloseTo(1 - 0.1 * 0.25 - 2 * 2, within(1e-12));
  }

  @Test
  void giveTheRewardWhatTheObservationWasBeforeTheStep() {
    RewardFunction movement =
        new RewardFunction() {
          @Override
          public double reward(double[] s, double[] a, double[] next, double[] task) {
            return next[0] - s[0];
          }

          @Override
          public void gradient(
              double[] s, double[] a, double[] next, double[] task, double[] gradient) {
            gradient[0] = 0;
          }
        };
    TaskEnvironment environment = new TaskEnvironment(new LineFamily(movement), new double[] {0});
    environment.reset(RandomStream.of(1));
    for (double a : new double[] {0.5, -0.25, 1}) {
      assertThat(environment.step(new double[] {a}).reward()).isCloseTo(a, within(1e-12));
    }
  }

  @Test
  void terminatesByTheFamilyAndTruncatesAtItsHorizon() {
    TaskEnvironment environment = new TaskEnvironment(new LineFamily(), new double[] {0});
    environment.resetTo(new double[] {2.5});
    StepResult result = environment.step(new double[] {1});
    assertThat(result.terminated()).isTrue();
    assertThat(result.truncated()).isFalse();

    environment.resetTo(new double[] {0});
    for (int t = 1; t <= 5; t++) {
      result = environment.step(new double[] {0});
      assertThat(result.truncated()).isEqualTo(t == 5);
      assertThat(result.terminated()).isFalse();
    }
  }
}
