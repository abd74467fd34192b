package dev.admiral.sac;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;

/// x′ = x + a/2, reward −(x² + a²/2), from x ~ U(−1, 1), for a number of steps.
///
/// With x²·P the cost to go, P = 1 + P − (P/2)²/(1/2 + P/4), so P = 2, and the best action is −x: within the box, always.
final class LineControl implements Environment {
  private final int horizon;
  private final StepResult result = new StepResult(1, 0);
  private double x;
  private int steps;

  LineControl(int horizon) {
    this.horizon = horizon;
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
    return resetTo(new double[] {random.nextDouble(-1, 1)});
  }

  @Override
  public StepResult resetTo(double[] state) {
    x = state[0];
    steps = 0;
    result.observation()[0] = x;
    return result.with(0, false, false);
  }

  @Override
  public StepResult step(double[] action) {
    double a = action[0];
    double reward = -(x * x + a * a / 2);
    x += a / 2;
    steps++;
    result.observation()[0] = x;
    return result.with(reward, false, steps >= horizon);
  }
}
