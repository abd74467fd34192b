package dev.admiral.task;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;

/**
 * A point on a line, moved by the action, that shall stand at ψ; it terminates beyond 3. For tests.
 */
public record LineFamily(RewardFunction reward) implements TaskFamily {

  /** Rewarded with 1 − 0.1 a² − 2 |x′ − ψ|. */
  public LineFamily() {
    this(
        new WeightedAbsoluteDeviation(
            1, 0.1, List.of(new WeightedAbsoluteDeviation.Feature(0, 2))));
  }

  @Override
  public String id() {
    return "line";
  }

  @Override
  public Box parameters() {
    return Box.cube(1, -2, 2);
  }

  @Override
  public String parameterName(int index) {
    return "target position";
  }

  @Override
  public TerminationFunction termination() {
    return (next, task) -> !(Math.abs(next[0]) <= 3);
  }

  @Override
  public int horizon() {
    return 5;
  }

  @Override
  public Environment newDynamics() {
    return new Environment() {
      private final StepResult result = new StepResult(1, 0);
      private double position;

      @Override
      public Box observationSpace() {
        return Box.unbounded(1);
      }

      @Override
      public Space actionSpace() {
        return Box.cube(1, -1, 1);
      }

      @Override
      public StepResult reset(RandomStream random) {
        return resetTo(new double[] {random.nextDouble(-0.1, 0.1)});
      }

      @Override
      public StepResult resetTo(double[] state) {
        position = state[0];
        return observe();
      }

      @Override
      public StepResult step(double[] action) {
        position += action[0];
        return observe();
      }

      private StepResult observe() {
        result.observation()[0] = position;
        return result.with(0, false, false);
      }
    };
  }
}
