package dev.admiral.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.random.RandomStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CartPoleTest {

  /// Written down from Gymnasium 1.3.0's CartPole-v1, set to this state.
  @Test
  void stepsAsGymnasiums() {
    CartPole pole = new CartPole();
    pole.resetTo(new double[] {0.01, -0.02, 0.03, 0.04});
    double[][] expected = EXPECTED;
    int[] actions = {1, 1, 0, 1, 0};
    for (int t = 0; t < actions.length; t++) {
      StepResult step = pole.step(new double[] {actions[t]});
      assertThat(step.observation()).containsExactly(expected[t], Offset.offset(1e-6));
      assertThat(step.reward()).isEqualTo(1);
    }
  }

  private static final double[][] EXPECTED = {
    {0.0096000000, 0.1746791957, 0.0308000000, -0.2430687180},
    {0.0130935839, 0.3693479761, 0.0259386256, -0.5258796281},
    {0.0204805434, 0.1738708126, 0.0154210331, -0.2251374161},
    {0.0239579597, 0.3687690102, 0.0109182848, -0.5129163478},
    {0.0313333399, 0.1734949928, 0.0006599578, -0.2168128684}
  };

  @Test
  void endsWhenThePoleFallsAndWhenTimeIsUp() {
    CartPole pole = new CartPole();
    pole.reset(RandomStream.of(1));
    int steps = 1;
    while (!pole.step(new double[] {1}).terminated()) {
      steps++;
    }
    assertThat(steps).isBetween(7, 12);
    pole.resetTo(new double[4]);
    // Leaning against the lean keeps it up.
    StepResult step = pole.step(new double[] {0});
    int length = 1;
    while (!step.terminated() && !step.truncated()) {
      double[] s = step.observation();
      step = pole.step(new double[] {s[2] + 0.3 * s[3] + 0.02 * s[0] + 0.05 * s[1] > 0 ? 1 : 0});
      length++;
    }
    assertThat(length).isEqualTo(500);
    assertThat(step.truncated()).isTrue();
  }

  @Test
  void keepsTheContract() {
    EnvironmentChecker.check(CartPole::new);
  }
}
