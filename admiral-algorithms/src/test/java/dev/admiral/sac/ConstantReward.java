package dev.admiral.sac;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;

/// Rewards every step with 1 whatever is done; episodes of so many steps are terminated, or truncated.
record ConstantReward(int horizon, boolean terminates, int[] steps) implements Environment {
  ConstantReward(int horizon, boolean terminates) {
    this(horizon, terminates, new int[1]);
  }

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
    steps[0] = 0;
    return new StepResult(1, 0);
  }

  @Override
  public StepResult step(double[] action) {
    steps[0]++;
    boolean over = steps[0] >= horizon;
    return new StepResult(1, 0).with(1, over && terminates, over && !terminates);
  }
}
