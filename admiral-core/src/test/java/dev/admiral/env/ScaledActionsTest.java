package dev.admiral.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.TaskEnvironment;
import org.junit.jupiter.api.Test;

class ScaledActionsTest {

  private static Environment navigation() {
    return new TaskEnvironment(new Navigation2d(1, 100), new double[2]);
  }

  @Test
  void dividesAndClips() {
    try (Environment scaled = new ScaledActions(navigation(), 10)) {
      assertThat(scaled.actionSpace()).hasToString(Box.cube(2, -1, 1).toString());
      scaled.reset(RandomStream.of(1));
      assertThat(scaled.step(new double[] {0.5, -40}).observation()).containsExactly(0.05, -0.1);
    }
  }

  @Test
  void keepsTheContract() {
    EnvironmentChecker.check(() -> new ScaledActions(navigation(), 3));
  }

  @Test
  void refusesWhatIsNoScale() {
    assertThatThrownBy(() -> new ScaledActions(navigation(), -1))
        .hasMessage("an action's scale must be positive, not -1.0");
  }
}
