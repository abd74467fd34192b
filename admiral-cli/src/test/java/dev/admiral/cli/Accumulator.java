package dev.admiral.cli;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;

/** Adds its two-dimensional actions up; ends above 1. */
final class Accumulator implements Environment {
  private final StepResult result = new StepResult(2, 0);

  @Override
  public Box observationSpace() {
    return Box.unbounded(2);
  }

  @Override
  public Box actionSpace() {
    return Box.cube(2, -1, 1);
  }

  @Override
  public StepResult reset(RandomStream random) {
    return resetTo(new double[] {random.nextDouble(), random.nextDouble()});
  }

  @Override
  public StepResult resetTo(double[] state) {
    if (state.length != 2) {
      throw new IllegalArgumentException("a state has 2 numbers, not " + state.length);
    }
    System.arraycopy(state, 0, result.observation(), 0, 2);
    return result.with(0, false, false);
  }

  @Override
  public StepResult step(double[] action) {
    result.observation()[0] += action[0];
    result.observation()[1] += action[1];
    return result.with(action[0] - action[1], result.observation()[0] > 1, false);
  }
}
