package dev.admiral.env;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;

/**
 * Appends numbers to every observation that are no part of the world, such as what a policy is told of its task. The
 * observation space allows no other numbers in their place, so that whoever perturbs observations within it leaves them
 * as they are.
 */
public final class AppendedConstants implements Environment {
  private final Environment environment;
  private final float[] constants;
  private final Box observations;
  private final StepResult result;

  /**
   * @param constants in single precision, which is what a policy sees
   */
  public AppendedConstants(Environment environment, float[] constants) {
    this(environment, constants, pinned(constants));
  }

  /** Zeros, in whose place whoever is given an observation writes what it will: they may be any numbers. */
  public static AppendedConstants room(Environment environment, int count) {
    return new AppendedConstants(environment, new float[count], Box.unbounded(count));
  }

  /**
   * @param range of the constants
   */
  private AppendedConstants(Environment environment, float[] constants, Box range) {
    Box world = environment.observationSpace();
    double[] low = new double[world.size() + constants.length];
    double[] high = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      Box part = i < world.size() ? world : range;
      int index = i < world.size() ? i : i - world.size();
      low[i] = part.low(index);
      high[i] = part.high(index);
    }
    this.environment = environment;
    this.constants = constants.clone();
    this.observations = Box.of(low, high);
    this.result = new StepResult(low.length, environment.infoNames().size());
  }

  private static Box pinned(float[] constants) {
    double[] values = new double[constants.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = constants[i];
    }
    return Box.of(values, values);
  }

  @Override
  public Box observationSpace() {
    return observations;
  }

  @Override
  public Space actionSpace() {
    return environment.actionSpace();
  }

  @Override
  public StepResult reset(RandomStream random) {
    return longer(environment.reset(random));
  }

  @Override
  public StepResult resetTo(double[] state) {
    return longer(environment.resetTo(state));
  }

  @Override
  public StepResult step(double[] action) {
    return longer(environment.step(action));
  }

  /** The constants are written anew: whoever is given a result may write on it. */
  private StepResult longer(StepResult from) {
    double[] observation = result.observation();
    int world = from.observation().length;
    System.arraycopy(from.observation(), 0, observation, 0, world);
    for (int i = world; i < observation.length; i++) {
      observation[i] = constants[i - world];
    }
    System.arraycopy(from.info(), 0, result.info(), 0, result.info().length);
    return result.with(from.reward(), from.terminated(), from.truncated());
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
