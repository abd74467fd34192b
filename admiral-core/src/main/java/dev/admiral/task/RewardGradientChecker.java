package dev.admiral.task;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;

/**
 * Compares a reward's gradient ∂r/∂ψ with finite differences. For the tests of whoever writes a
 * {@link TaskFamily}:
 *
 * <pre>RewardGradientChecker.check(new MyFamily(), RandomStream.of(1));</pre>
 *
 * <p>On a kink any subgradient is right: whatever lies between the differences to either side.
 */
public final class RewardGradientChecker {
  private static final int TRANSITIONS = 200;
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 1e-4;

  private RewardGradientChecker() {}

  /**
   * Checks the gradient on transitions of the family's own dynamics under random actions, each with
   * a random task.
   *
   * @throws IllegalStateException if one is wrong; the message says which
   */
  public static void check(TaskFamily family, RandomStream random) {
    try (Environment dynamics = family.newDynamics()) {
      double[] observation = dynamics.reset(random).observation().clone();
      for (int t = 0; t < TRANSITIONS; t++) {
        double[] action = randomAction(dynamics, random);
        StepResult result = dynamics.step(action);
        double[] next = result.observation().clone();
        double[] task = family.parameters().sample(random);
        check(family.reward(), observation, action, next, task);
        boolean over =
            result.terminated()
                || result.truncated()
                || family.termination().terminates(next, task);
        observation = over ? dynamics.reset(random).observation().clone() : next;
      }
    }
  }

  /**
   * Checks the gradient at one point.
   *
   * @param observation s
   * @param action a
   * @param nextObservation s′
   * @param task ψ
   * @throws IllegalStateException if it is wrong; the message says which component
   */
  public static void check(
      RewardFunction reward,
      double[] observation,
      double[] action,
      double[] nextObservation,
      double[] task) {
    double[] gradient = new double[task.length];
    reward.gradient(observation, action, nextObservation, task, gradient);
    double here = reward.reward(observation, action, nextObservation, task);
    for (int i = 0; i < task.length; i++) {
      double step = STEP * Math.max(1, Math.abs(task[i]));
      double[] moved = task.clone();
      moved[i] = task[i] + step;
      double above =
          (reward.reward(observation, action, nextObservation, moved) - here)
              / (moved[i] - task[i]);
      moved[i] = task[i] - step;
      double below =
          (here - reward.reward(observation, action, nextObservation, moved))
              / (task[i] - moved[i]);
      double slack = TOLERANCE * Math.max(1, Math.max(Math.abs(above), Math.abs(below)));
      double low = Math.min(above, below) - slack;
      double high = Math.max(above, below) + slack;
      if (!(low <= gradient[i] && gradient[i] <= high)) {
        throw new IllegalStateException(
            "component %d of the reward's gradient is %s, but finite differences give %s below and %s above"
                .formatted(i, gradient[i], below, above));
      }
    }
  }

  private static double[] randomAction(Environment dynamics, RandomStream random) {
    return switch (dynamics.actionSpace()) {
      case Discrete discrete -> new double[] {random.nextInt(discrete.count())};
      case Box box -> {
        double[] action = new double[box.size()];
        for (int i = 0; i < action.length; i++) {
          action[i] = Math.clamp(random.nextGaussian(), box.low(i), box.high(i));
        }
        yield action;
      }
    };
  }
}
