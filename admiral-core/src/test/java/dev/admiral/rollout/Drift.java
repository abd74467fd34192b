package dev.admiral.rollout;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;

/// Starts at a random place and drifts by the action; its end depends on where it is.
final class Drift implements Environment {
  private final StepResult result = new StepResult(1, 0);
  private double x;
  private int step;
  private int allSteps;

  @Override
  public Box observationSpace() {
    return Box.unbounded(1);
  }

  @Override
  public Space actionSpace() {
    return Box.unbounded(1);
  }

  @Override
  public StepResult reset(RandomStream random) {
    x = random.nextGaussian();
    step = 0;
    result.observation()[0] = x;
    return result.with(0, false, false);
  }

  @Override
  public StepResult step(double[] action) {
    x += action[0];
    step++;
    allSteps++;
    result.observation()[0] = x;
    return result.with(-x * x, Math.abs(x) > 2, step == 9);
  }

  /// Of all episodes.
  int allSteps() {
    return allSteps;
  }
}
