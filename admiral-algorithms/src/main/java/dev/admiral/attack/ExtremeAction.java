package dev.admiral.attack;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Network;
import dev.admiral.nn.NetworkPass;
import dev.admiral.policy.Policy;
import dev.admiral.policy.SquashedGaussian;
import dev.admiral.random.RandomStream;
import java.util.Arrays;

/**
 * Looks for the action in [−1, 1]ⁿ of the largest or the least learned Q(x, a): climbs along Q's gradient from an action
 * that is given, and then from the best of all that it came by and of some others, half of them corners. The others are
 * the same for every observation, so that an attack is the same whenever it is made. Used by one thread at a time.
 */
final class ExtremeAction {
  private static final int OTHERS = 32;

  private static final int STEPS = 15;

  /** Of the coordinate that changes most; a step is so much shorter than the one before. */
  private static final float FIRST_STEP = 0.6f;

  private static final float SHORTER = 0.75f;

  private final NetworkPass valuing;
  private final float[] parameters;
  private final int sign;
  private final int observations;
  private final int actions;
  private final Matrix inputs;
  private final Matrix gradients;
  private final Matrix cotangents;
  private final Matrix given;
  private final float[] best;
  private final float[][] others;

  /**
   * @param critic Q, whose inputs are an observation and then an action
   * @param sign 1 for the largest Q, −1 for the least
   */
  ExtremeAction(Network critic, float[] parameters, int sign, Policy victim, int maximumRows) {
    this.observations = victim.network().inputSize();
    this.actions = valuedActions(critic, victim);
    this.valuing = critic.pass(maximumRows, Workers.SERIAL);
    this.parameters = parameters;
    this.sign = sign;
    this.inputs = Matrix.zeros(maximumRows, observations + actions);
    this.gradients = Matrix.zeros(maximumRows, observations + actions);
    this.cotangents = Matrix.zeros(maximumRows, 1);
    this.given = Matrix.zeros(maximumRows, actions);
    this.best = new float[maximumRows];
    this.others = others(actions);
    Arrays.fill(cotangents.values(), sign);
  }

  private static float[][] others(int actions) {
    RandomStream random = RandomStream.of(0);
    float[][] others = new float[OTHERS][actions];
    for (int k = 0; k < OTHERS; k++) {
      for (int i = 0; i < actions; i++) {
        double drawn = random.nextDouble(-1, 1);
        others[k][i] = (float) (k % 2 == 0 ? drawn : Math.signum(drawn));
      }
    }
    return others;
  }

  /**
   * How many numbers a victim's actions have, which a critic values.
   *
   * @throws IllegalArgumentException if it values none of the victim's
   */
  static int valuedActions(Network critic, Policy victim) {
    if (critic.outputSize() != 1) {
      throw new IllegalArgumentException("a critic has one output, not " + critic.outputSize());
    }
    if (!(victim.distribution() instanceof SquashedGaussian squashed)) {
      throw new IllegalArgumentException(
          "a learned Q values the actions of a squashed Gaussian, not of " + victim.distribution());
    }
    int wanted = victim.network().inputSize() + squashed.actionSize();
    if (critic.inputSize() != wanted) {
      throw new IllegalArgumentException(
          "the critic has %d inputs, but the victim's observations and actions are %d numbers"
              .formatted(critic.inputSize(), wanted));
    }
    return squashed.actionSize();
  }

  /**
   * Replaces actions by what was found.
   *
   * @param x shape {@code [rows, observation]}
   * @param found shape {@code [rows, action]}: where a search begins, and then the best of all that it came by
   */
  void find(Matrix x, Matrix found) {
    int rows = x.rows();
    inputs.rows(0, rows).columns(0, observations).copyFrom(x);
    given.rows(0, rows).copyFrom(found);
    Arrays.fill(best, 0, rows, Float.NEGATIVE_INFINITY);
    begin(rows, given);
    climb(rows, found);
    for (float[] other : others) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(other, 0, inputs.values(), inputs.rowOffset(r) + observations, actions);
      }
      keepBetter(rows, found);
    }
    begin(rows, found);
    climb(rows, found);
  }

  private void begin(int rows, Matrix beginning) {
    inputs
        .rows(0, rows)
        .columns(observations, observations + actions)
        .copyFrom(beginning.rows(0, rows));
  }

  private void climb(int rows, Matrix found) {
    float step = FIRST_STEP;
    for (int k = 0; k < STEPS; k++) {
      keepBetter(rows, found);
      valuing.vjp(cotangents.rows(0, rows), null, gradients.rows(0, rows));
      for (int r = 0; r < rows; r++) {
        move(r, step);
      }
      step *= SHORTER;
    }
    keepBetter(rows, found);
  }

  /** Values the actions at hand, and keeps those that are the best so far. */
  private void keepBetter(int rows, Matrix found) {
    Matrix q = valuing.forward(parameters, inputs.rows(0, rows));
    for (int r = 0; r < rows; r++) {
      float value = sign * q.get(r, 0);
      if (value > best[r]) {
        best[r] = value;
        for (int i = 0; i < actions; i++) {
          found.set(r, i, inputs.get(r, observations + i));
        }
      }
    }
  }

  private void move(int row, float step) {
    float largest = 0;
    for (int i = 0; i < actions; i++) {
      largest = Math.max(largest, Math.abs(gradients.get(row, observations + i)));
    }
    float scale = largest > 0 ? step / largest : 0;
    for (int i = 0; i < actions; i++) {
      float next = inputs.get(row, observations + i) + scale * gradients.get(row, observations + i);
      inputs.set(row, observations + i, Math.clamp(next, -1, 1));
    }
  }
}
