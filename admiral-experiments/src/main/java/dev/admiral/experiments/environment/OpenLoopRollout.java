package dev.admiral.experiments.environment;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.experiments.UsageException;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Discrete;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;

/**
 * Steps an environment with actions that were fixed beforehand, to compare it with another
 * implementation.
 *
 * <p>The result is CSV with a header and a row per action, {@code
 * step,reward,terminated,truncated,obs_0,…}: steps from 0, terminated and truncated as 0 or 1, numbers
 * with 17 significant digits, which identify a double. The actions go on after the end of an episode,
 * without a reset.
 */
public final class OpenLoopRollout {
  private static final MathContext DIGITS = new MathContext(17);

  private final Environment environment;
  private final List<double[]> actions;

  /**
   * Reads the actions.
   *
   * @param actions a CSV file without a header; row t is the action of step t
   * @throws UsageException if the file does not hold actions of the environment
   */
  public OpenLoopRollout(Environment environment, Path actions) {
    this.environment = environment;
    int size = environment.actionSpace().size();
    this.actions = NumberTable.read(actions, size, "an action");
    if (environment.actionSpace() instanceof Discrete choices) {
      for (int i = 0; i < this.actions.size(); i++) {
        requireChoice(choices, this.actions.get(i)[0], actions + " line " + (i + 1));
      }
    }
  }

  private static void requireChoice(Discrete choices, double action, String where) {
    if (action != Math.rint(action) || action < 0 || action >= choices.count()) {
      throw new UsageException(
          "%s: %s is none of the actions 0, …, %d"
              .formatted(where, number(action), choices.count() - 1));
    }
  }

  /**
   * Begins where the start distribution says, and steps.
   *
   * @throws NonFiniteException if a reward or an observation is infinite or NaN, naming step and column
   */
  public String run(long seed) {
    return run(environment.reset(RandomStream.of(seed)));
  }

  /**
   * Begins in a given state, and steps.
   *
   * @param initialState a CSV file with one row without a header
   * @throws UsageException if the file does not hold a state of the environment
   * @throws NonFiniteException as above
   */
  public String run(Path initialState) {
    List<double[]> rows = NumberTable.read(initialState);
    if (rows.size() != 1) {
      throw new UsageException(
          "%s has %d rows, but a state is one row".formatted(initialState, rows.size()));
    }
    StepResult first;
    try {
      first = environment.resetTo(rows.getFirst());
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new UsageException(initialState + ": " + e.getMessage(), e);
    }
    return run(first);
  }

  private String run(StepResult first) {
    StringBuilder csv = new StringBuilder("step,reward,terminated,truncated");
    for (int i = 0; i < first.observation().length; i++) {
      csv.append(",obs_").append(i);
    }
    csv.append('\n');
    int step = 0;
    for (double[] action : actions) {
      StepResult result = environment.step(action);
      requireFinite(step, result);
      append(csv, step++, result);
    }
    return csv.toString();
  }

  private static void requireFinite(int step, StepResult result) {
    requireFinite(step, "reward", result.reward());
    for (int i = 0; i < result.observation().length; i++) {
      requireFinite(step, "obs_" + i, result.observation()[i]);
    }
  }

  private static void requireFinite(int step, String column, double value) {
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(
          "step %d gives %s in column %s: nothing was written".formatted(step, value, column));
    }
  }

  private static void append(StringBuilder csv, int step, StepResult result) {
    csv.append(step).append(',').append(number(result.reward()));
    csv.append(result.terminated() ? ",1" : ",0").append(result.truncated() ? ",1" : ",0");
    for (double value : result.observation()) {
      csv.append(',').append(number(value));
    }
    csv.append('\n');
  }

  /** 17 significant digits without trailing zeros, as C's {@code %.17g} prints them. */
  static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent >= -5 && exponent < 17 ? rounded.toPlainString() : rounded.toString();
  }
}
