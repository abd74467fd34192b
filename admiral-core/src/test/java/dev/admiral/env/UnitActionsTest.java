package dev.admiral.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.TaskEnvironment;
import org.junit.jupiter.api.Test;

class UnitActionsTest {

  private static Environment navigation() {
    return new TaskEnvironment(new Navigation2d(0.01, 100), new double[2]);
  }

  @Test
  void stretchesToTheBox() {
    try (Environment unit = new UnitActions(navigation())) {
      assertThat(unit.actionSpace()).isEqualTo(Box.cube(2, -1, 1));
      unit.reset(RandomStream.of(1));
      double[] observation = unit.step(new double[] {0.5, -1}).observation().clone();
      double[] expected = {0.05, -0.1};
      for (int i = 0; i < 2; i++) {
        assertThat(observation[i]).isCloseTo(expected[i], within(1e-12));
      }
    }
  }

  @Test
  void reachesTheCornersOfABoxThatIsNotSymmetric() {
    double[] last = new double[2];
    Environment own = new Recorder(Box.of(new double[] {-3, 0}, new double[] {1, 0.1}), last);
    try (Environment unit = new UnitActions(own)) {
      unit.step(new double[] {-1, -1});
      assertThat(last).containsExactly(-3, 0);
      unit.step(new double[] {1, 1});
      assertThat(last).containsExactly(1, 0.1);
      unit.step(new double[] {0, 0.5});
      assertThat(last[0]).isEqualTo(-1);
      assertThat(last[1]).isCloseTo(0.075, within(1e-12));
    }
  }

  @Test
  void keepsTheContract() {
    EnvironmentChecker.check(() -> new UnitActions(navigation()));
  }

  @Test
  void refusesWhatHasNoEnds() {
    assertThatThrownBy(() -> new UnitActions(new Recorder(Box.unbounded(1), new double[1])))
        .hasMessageContaining("only a bounded box of actions can be reached from [-1, 1], not");
  }

  /// Keeps the last action.
  private record Recorder(Box actionSpace, double[] last) implements Environment {
    @Override
    public Box observationSpace() {
      return Box.unbounded(1);
    }

    @Override
    public StepResult reset(RandomStream random) {
      return new StepResult(1, 0);
    }

    @Override
    public StepResult step(double[] action) {
      System.arraycopy(action, 0, last, 0, last.length);
      return new StepResult(1, 0);
    }
  }
}
