package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewardGradientCheckerTest {
  private static final double[] NONE = {};

  /** r = scale · ψ₀² ψ₁, with a gradient that may be wrong in ψ₁. */
  private record Cubic(double scale, double error) implements RewardFunction {
    @Override
    public double reward(double[] s, double[] a, double[] next, double[] task) {
      return scale * task[0] * task[0] * task[1];
    }

    @Override
    public void gradient(double[] s, double[] a, double[] next, double[] task, double[] gradient) {
      gradient[0] = scale * 2 * task[0] * task[1];
      gradient[1] = scale * task[0] * task[0] + error;
    }
  }

  @Test
  void acceptsRightGradients() {
    for (double scale : new double[] {1e-3, 1, 1e3}) {
      RewardGradientChecker.check(new Cubic(scale, 0), NONE, NONE, NONE, new double[] {1.5, -0.7});
    }
    RewardGradientChecker.check(new LineFamily(), RandomStream.of(1));
  }

  @Test
  void refusesWrongOnesAndNamesTheComponent() {
    assertThatThrownBy(() ->
            RewardGradientChecker.check(
                new Cubic(1, 0.01), NONE, NONE, NONE, new double[] {1.5, -0.7}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("component 1 of the reward's gradient is 2.26, but");
    assertThatThrownBy(() ->
            RewardGradientChecker.check(
                new Cubic(1, Double.NaN), NONE, NONE, NONE, new double[] {1.5, -0.7}))
        .hasMessageContaining("is NaN");
  }

  @Test
  void refusesAWrongSignOnAFamily() {
    RewardFunction right = new LineFamily().reward();
    RewardFunction wrong =
        new RewardFunction() {
          @Override
          public double reward(double[] s, double[] a, double[] next, double[] task) {
            return right.reward(s, a, next, task);
          }

          @Override
          public void gradient(
              double[] s, double[] a, double[] next, double[] task, double[] gradient) {
            right.gradient(s, a, next, task, gradient);
            gradient[0] = -gradient[0];
          }
        };
    assertThatThrownBy(() -> RewardGradientChecker.check(new LineFamily(wrong), RandomStream.of(1)))
        .hasMessageContaining("component 0");
  }

  @Test
  void acceptsAnySubgradientOnAKink() {
    RewardFunction kink =
        new WeightedAbsoluteDeviation(0, 0, List.of(new WeightedAbsoluteDeviation.Feature(0, 3)));
    RewardGradientChecker.check(kink, NONE, NONE, new double[] {0.5}, new double[] {0.5});
  }
}
