package dev.admiral.pearl;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;

/// As {@link HiddenGoal}, but three numbers are observed.
record WiderPoint() implements TaskFamily {
  @Override
  public String id() {
    return "wider-point";
  }

  @Override
  public Box parameters() {
    return Box.cube(2, -1, 1);
  }

  @Override
  public String parameterName(int index) {
    return "goal " + index;
  }

  @Override
  public RewardFunction reward() {
    return new HiddenGoal().reward();
  }

  @Override
  public TerminationFunction termination() {
    return TerminationFunction.NEVER;
  }

  @Override
  public int horizon() {
    return 20;
  }

  @Override
  public Environment newDynamics() {
    return new Still();
  }

  private record Still() implements Environment {
    @Override
    public Box observationSpace() {
      return Box.unbounded(3);
    }

    @Override
    public Space actionSpace() {
      return Box.cube(2, -1, 1);
    }

    @Override
    public StepResult reset(RandomStream random) {
      return new StepResult(3, 0);
    }

    @Override
    public StepResult step(double[] action) {
      return new StepResult(3, 0);
    }
  }
}
