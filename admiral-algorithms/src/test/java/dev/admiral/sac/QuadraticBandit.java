package dev.admiral.sac;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;

/// One step, with the reward −(a − m)², where m is half of what is observed, U(−1, 1).
///
/// The policy that is best with a unit of entropy worth α has the density exp(−(a − m)²/α), normalised: around m with a
/// variance of α/2.
final class QuadraticBandit implements Environment {
  private final StepResult result = new StepResult(1, 0);

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
    result.observation()[0] = random.nextDouble(-1, 1);
    return result.with(0, false, false);
  }

  @Override
  public StepResult step(double[] action) {
    double error = action[0] - result.observation()[0] / 2;
    return result.with(-error * error, true, false);
  }
}
