package dev.admiral.env;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;

/** Truncates episodes after a number of steps. */
public final class TimeLimit implements Environment {
  private final Environment environment;
  private final int maximumSteps;
  private int steps;

  public TimeLimit(Environment environment, int maximumSteps) {
    if (maximumSteps < 1) {
      throw new IllegalArgumentException("a time limit is at least 1 step, not " + maximumSteps);
    }
    this.environment = environment;
    this.maximumSteps = maximumSteps;
  }

  public int maximumSteps() {
    return maximumSteps;
  }

  @Override
  public Box observationSpace() {
    return environment.observationSpace();
  }

  @Override
  public Space actionSpace() {
    return environment.actionSpace();
  }

  @Override
  public StepResult reset(RandomStream random) {
    steps = 0;
    return environment.reset(random);
  }

  @Override
  public StepResult resetTo(double[] state) {
    steps = 0;
    return environment.resetTo(state);
  }

  @Override
  public StepResult step(double[] action) {
    StepResult result = environment.step(action);
    steps++;
    return result.with(
        result.reward(), result.terminated(), result.truncated() || steps >= maximumSteps);
  }

  @Override
  public List<String> infoNames() {
    return environment.infoNames();
  }

  @Override
  public void close() {
    environment.close();
  }
}
