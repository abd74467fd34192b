package dev.admiral.rollout;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;

/// Observes (its number, the episode, the step within it) and pays the action. Episodes take
/// `length` steps; even ones terminate, odd ones are truncated.
final class Counter implements Environment {
  private final StepResult result = new StepResult(3, 0);
  private final int number;
  private final int length;
  private int episode = -1;
  private int step;

  Counter(int number, int length) {
    this.number = number;
    this.length = length;
  }

  @Override
  public Box observationSpace() {
    return Box.unbounded(3);
  }

  @Override
  public Space actionSpace() {
    return Box.unbounded(1);
  }

  @Override
  public StepResult reset(RandomStream random) {
    episode++;
    step = 0;
    return observe(0, false, false);
  }

  @Override
  public StepResult step(double[] action) {
    step++;
    boolean end = step == length;
    return observe(action[0], end && episode % 2 == 0, end && episode % 2 == 1);
  }

  private StepResult observe(double reward, boolean terminated, boolean truncated) {
    result.observation()[0] = number;
    result.observation()[1] = episode;
    result.observation()[2] = step;
    return result.with(reward, terminated, truncated);
  }
}
