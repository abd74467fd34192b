package dev.admiral.env;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;

/**
 * Divides actions by a number and clips them to what the environment takes, so that a fresh policy with a
 * standard deviation of 1 uses a part of its strength only.
 */
public final class ScaledActions implements Environment {
  private final Environment environment;
  private final Box inner;
  private final Box outer;
  private final double scale;
  private final double[] scaled;

  /**
   * @param environment whose actions are a bounded box
   * @param scale positive
   */
  public ScaledActions(Environment environment, double scale) {
    if (!(environment.actionSpace() instanceof Box box && box.isBounded())) {
      throw new IllegalArgumentException(
          "only actions in a bounded box can be scaled, not " + environment.actionSpace());
    }
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("an action's scale must be positive, not " + scale);
    }
    this.environment = environment;
    this.inner = box;
    this.scale = scale;
    this.scaled = new double[box.size()];
    double[] low = new double[box.size()];
    double[] high = new double[box.size()];
    for (int i = 0; i < low.length; i++) {
      low[i] = scale * box.low(i);
      high[i] = scale * box.high(i);
    }
    this.outer = Box.of(low, high);
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
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Math.clamp(action[i] / scale, inner.low(i), inner.high(i));
    }
    return environment.step(scaled);
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
