package dev.admiral.pearl;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;

/// A point on a line that begins anywhere in [−1, 0] and moves by up to 0.1, 20 times; the reward is minus the distance
/// to a goal in [0, 1], which it does not see.
///
/// Who knows the goal goes there at once: that is the optimum. Who does not must choose between goals that are up to ten
/// steps apart.
///
/// @param start where the last episode of any environment began
record HiddenGoal(double[] start) implements TaskFamily {
  static final int HORIZON = 20;
  private static final double STEP = 0.1;

  HiddenGoal() {
    this(new double[1]);
  }

  /// The undiscounted return of the best policy that knows the goal.
  static double optimum(double start, double goal) {
    double position = start;
    double sum = 0;
    for (int t = 0; t < HORIZON; t++) {
      position += Math.clamp(goal - position, -STEP, STEP);
      sum -= Math.abs(position - goal);
    }
    return sum;
  }

  @Override
  public String id() {
    return "hidden-goal";
  }

  @Override
  public Box parameters() {
    return Box.cube(1, 0, 1);
  }

  @Override
  public String parameterName(int index) {
    return "goal";
  }

  @Override
  public RewardFunction reward() {
    return new Distance();
  }

  @Override
  public TerminationFunction termination() {
    return TerminationFunction.NEVER;
  }

  @Override
  public int horizon() {
    return HORIZON;
  }

  @Override
  public Environment newDynamics() {
    return new Point(start);
  }

  private record Distance() implements RewardFunction {
    @Override
    public double reward(double[] s, double[] a, double[] next, double[] task) {
      return -Math.abs(next[0] - task[0]);
    }

    @Override
    public void gradient(double[] s, double[] a, double[] next, double[] task, double[] gradient) {
      gradient[0] = Math.signum(next[0] - task[0]);
    }
  }

  private static final class Point implements Environment {
    private final double[] start;
    private final StepResult result = new StepResult(1, 0);

    Point(double[] start) {
      this.start = start;
    }

    @Override
    public Box observationSpace() {
      return Box.unbounded(1);
    }

    @Override
    public Space actionSpace() {
      return Box.cube(1, -STEP, STEP);
    }

    @Override
    public StepResult reset(RandomStream random) {
      start[0] = random.nextDouble(-1, 0);
      result.observation()[0] = start[0];
      return result.with(0, false, false);
    }

    @Override
    public StepResult step(double[] action) {
      result.observation()[0] += action[0];
      return result.with(0, false, false);
    }
  }
}
