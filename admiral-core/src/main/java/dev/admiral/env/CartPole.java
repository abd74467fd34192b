package dev.admiral.env;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import dev.admiral.space.Space;

/**
 * A pole on a cart that is pushed left or right (Barto, Sutton &amp; Anderson 1983), with the constants of
 * Gymnasium's CartPole-v1; in plain Java.
 *
 * <table>
 *   <caption>Observation</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th></tr>
 *   <tr><td>0</td><td>position of the cart</td><td>m</td></tr>
 *   <tr><td>1</td><td>velocity of the cart</td><td>m/s</td></tr>
 *   <tr><td>2</td><td>angle of the pole from the vertical</td><td>rad</td></tr>
 *   <tr><td>3</td><td>angular velocity of the pole</td><td>rad/s</td></tr>
 * </table>
 *
 * <p>Actions: 0 pushes to the left with 10 N, 1 to the right, for 0.02 s. Reward: 1 for every step. An episode begins
 * with all four uniform on [−0.05, 0.05], terminates when the cart is more than 2.4 m from the middle or the pole
 * leans by more than 12°, and is truncated after 500 steps.
 */
public final class CartPole implements Environment {
  private static final double GRAVITY = 9.8; // m/s²
  private static final double CART_MASS = 1; // kg
  private static final double POLE_MASS = 0.1; // kg
  private static final double HALF_LENGTH = 0.5; // m, of the pole
  private static final double FORCE = 10; // N
  private static final double TIME_STEP = 0.02; // s
  private static final double LARGEST_ANGLE = Math.toRadians(12);
  private static final double LARGEST_POSITION = 2.4; // m
  private static final int HORIZON = 500;

  private final Box observationSpace = Box.unbounded(4);
  private final Discrete actionSpace = new Discrete(2);
  private final StepResult result = new StepResult(4, 0);
  private final double[] state = new double[4];
  private int steps;

  @Override
  public Box observationSpace() {
    return observationSpace;
  }

  @Override
  public Space actionSpace() {
    return actionSpace;
  }

  @Override
  public StepResult reset(RandomStream random) {
    double[] first = new double[4];
    for (int i = 0; i < 4; i++) {
      first[i] = random.nextDouble(-0.05, 0.05);
    }
    return resetTo(first);
  }

  /** {@inheritDoc} The state is the observation. */
  @Override
  public StepResult resetTo(double[] first) {
    if (first.length != 4) {
      throw new IllegalArgumentException(
          "a state of the cart-pole has 4 numbers, not " + first.length);
    }
    System.arraycopy(first, 0, state, 0, 4);
    steps = 0;
    System.arraycopy(state, 0, result.observation(), 0, 4);
    return result.with(0, false, false);
  }

  @Override
  public StepResult step(double[] action) {
    double force = action[0] == 1 ? FORCE : -FORCE;
    double sine = Math.sin(state[2]);
    double cosine = Math.cos(state[2]);
    double mass = CART_MASS + POLE_MASS;
    double pull = (force + POLE_MASS * HALF_LENGTH * state[3] * state[3] * sine) / mass;
    double angular =
        (GRAVITY * sine - cosine * pull)
            / (HALF_LENGTH * (4.0 / 3 - POLE_MASS * cosine * cosine / mass));
    double linear = pull - POLE_MASS * HALF_LENGTH * angular * cosine / mass;
    state[0] += TIME_STEP * state[1];
    state[1] += TIME_STEP * linear;
    state[2] += TIME_STEP * state[3];
    state[3] += TIME_STEP * angular;
    steps++;
    System.arraycopy(state, 0, result.observation(), 0, 4);
    boolean fell = Math.abs(state[0]) > LARGEST_POSITION || Math.abs(state[2]) > LARGEST_ANGLE;
    return result.with(1, fell, !fell && steps >= HORIZON);
  }
}
