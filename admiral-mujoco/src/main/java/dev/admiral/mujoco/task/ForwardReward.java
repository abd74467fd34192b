package dev.admiral.mujoco.task;

import dev.admiral.task.RewardFunction;

/**
 * A reward of the velocity in x: r_ψ(s, a, s′) = f(v, ψ) − c ‖u‖², v = (s′[0] − s[0])/Δt.
 *
 * @param earned f
 * @param stepDuration Δt, in s
 * @param actionCost c
 * @param control ‖u‖²
 */
record ForwardReward(Earned earned, double stepDuration, double actionCost, ControlCost control)
    implements RewardFunction {

  /** What a velocity earns where ψ is one number. */
  interface Earned {
    double of(double velocity, double task);

    /** ∂f/∂ψ. */
    double slope(double velocity, double task);
  }

  /** f(v, ψ) = best − |v − ψ|: most at the velocity ψ. */
  record Nearness(double best) implements Earned {
    @Override
    public double of(double velocity, double task) {
      return best - Math.abs(velocity - task);
    }

    @Override
    public double slope(double velocity, double task) {
      return Math.signum(velocity - task);
    }
  }

  /** f(v, ψ) = ψ v: more, the faster in the direction ψ. */
  record Direction() implements Earned {
    @Override
    public double of(double velocity, double task) {
      return task * velocity;
    }

    @Override
    public double slope(double velocity, double task) {
      return velocity;
    }
  }

  @Override
  public double reward(double[] s, double[] a, double[] next, double[] task) {
    return earned.of(velocity(s, next), task[0]) - actionCost * control.of(a);
  }

  @Override
  public void gradient(double[] s, double[] a, double[] next, double[] task, double[] gradient) {
    gradient[0] = earned.slope(velocity(s, next), task[0]);
  }

  private double velocity(double[] s, double[] next) {
    return (next[0] - s[0]) / stepDuration;
  }
}
