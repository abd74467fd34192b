package dev.admiral.env;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;

/** Stretches actions in [−1, 1]ⁿ to the box that an environment takes, for policies that are bounded themselves. */
public final class UnitActions implements Environment {
  private final Environment environment;
  private final Box inner;
  private final Box outer;
  private final double[] stretched;

  /**
   * @param environment whose actions are a bounded box
   */
  public UnitActions(Environment environment) {
    if (!(environment.actionSpace() instanceof Box box && box.isBounded())) {
      throw new IllegalArgumentException(
          "only a bounded box of actions can be reached from [-1, 1], not "
              + environment.actionSpace());
    }
    this.environment = environment;
    this.inner = box;
    this.outer = Box.cube(box.size(), -1, 1);
    this.stretched = new double[box.size()];
  }

  @Override
  public Box observationSpace() {
    return environment.observationSpace();
  }

  @Override
  public Space actionSpace() {
    return outer;
  }

  @Override
  public StepResult reset(RandomStream random) {
    return environment.reset(random);
  }

  @Override
  public StepResult resetTo(double[] state) {
    return environment.resetTo(state);
  }

  @Override
  public StepResult step(double[] action) {
    for (int i = 0; i < stretched.length; i++) {
      double middle = (inner.low(i) + inner.high(i)) / 2;
      double half = (inner.high(i) - inner.low(i)) / 2;
      stretched[i] = Math.clamp(middle + half * action[i], inner.low(i), inner.high(i));
    }
    return environment.step(stretched);
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
