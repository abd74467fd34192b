package dev.admiral.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.ContextualFamily;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.TaskEnvironment;
import org.junit.jupiter.api.Test;

class AppendedConstantsTest {
  private static final double[] TASK = {0.3, -0.1};
  private static final float[] TOLD = {0.6f, -0.2f};

  private static Environment told() {
    return new AppendedConstants(new TaskEnvironment(new Navigation2d(0.01, 10), TASK), TOLD);
  }

  /// Ψ is [−0.5, 0.5]², so ψ is told as 2 ψ.
  @Test
  void isTheEnvironmentOfAFamilyThatTellsTheTask() {
    RandomStream random = RandomStream.of(3);
    try (Environment own = told();
        Environment other =
            new TaskEnvironment(new ContextualFamily(new Navigation2d(0.01, 10)), TASK)) {
      StepResult first = own.reset(RandomStream.of(1));
      StepResult second = other.reset(RandomStream.of(1));
      for (int step = 0; !second.truncated(); step++) {
        assertThat(rounded(first)).as("step %d", step).containsExactly(rounded(second));
        assertThat(first.reward()).isEqualTo(second.reward());
        double[] action = {random.nextDouble(-0.1, 0.1), random.nextDouble(-0.1, 0.1)};
        first = own.step(action);
        second = other.step(action);
      }
      assertThat(first.truncated()).isTrue();
    }
  }

  private static float[] rounded(StepResult result) {
    float[] observation = new float[result.observation().length];
    for (int i = 0; i < observation.length; i++) {
      observation[i] = (float) result.observation()[i];
    }
    return observation;
  }

  @Test
  void allowsNothingElseInTheirPlace() {
    try (Environment own = told()) {
      Box world = new Navigation2d(0.01, 10).newDynamics().observationSpace();
      Box space = own.observationSpace();
      assertThat(space.size()).isEqualTo(4);
      for (int i = 0; i < 2; i++) {
        assertThat(space.low(i)).isEqualTo(world.low(i));
        assertThat(space.high(i)).isEqualTo(world.high(i));
        assertThat(space.low(2 + i)).isEqualTo(TOLD[i]).isEqualTo(space.high(2 + i));
      }
    }
  }

  @Test
  void keepsTheContract() {
    EnvironmentChecker.check(AppendedConstantsTest::told);
  }
}
