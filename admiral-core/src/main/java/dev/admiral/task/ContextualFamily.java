package dev.admiral.task;

import dev.admiral.env.AppendedConstants;
import dev.admiral.env.Environment;
import dev.admiral.space.Box;
import java.util.Arrays;

/**
 * A family that tells the policy its task: every observation is that of {@code family}, followed by ψ in coordinates
 * that map Ψ onto [−1, 1]ᵏ. A policy of it is a multi-task policy π(a|s, ψ), and a learner for it needs to know
 * nothing of that. Rewards and terminations see what they see in {@code family}.
 *
 * <p>Source: Lin et al., Model-based Adversarial Meta-Reinforcement Learning, section 5 (the multi-task
 * baselines); Hallak, Di Castro and Mannor, Contextual Markov Decision Processes (2015).
 *
 * @param family whose Ψ is bounded and has at least one parameter
 */
public record ContextualFamily(TaskFamily family) implements TaskFamily {
  public ContextualFamily {
    if (family.parameters().size() == 0) {
      throw new IllegalArgumentException(
          family.id() + " has no task parameters that a policy could be told");
    }
    if (!family.parameters().isBounded()) {
      throw new IllegalArgumentException(
          "%s has unbounded task parameters %s, which cannot be scaled for a policy to see"
              .formatted(family.id(), family.parameters()));
    }
  }

  @Override
  public String id() {
    return family.id();
  }

  @Override
  public Box parameters() {
    return family.parameters();
  }

  @Override
  public TaskSampler distribution() {
    return family.distribution();
  }

  @Override
  public String parameterName(int index) {
    return family.parameterName(index);
  }

  @Override
  public RewardFunction reward() {
    return new UntoldReward(family.reward());
  }

  @Override
  public TerminationFunction termination() {
    TerminationFunction rule = family.termination();
    return (next, task) -> rule.terminates(without(next, task), task);
  }

  @Override
  public int horizon() {
    return family.horizon();
  }

  /** Its observations end with zeros, for {@link #tell}; a task from outside of Ψ may be told as well. */
  @Override
  public Environment newDynamics() {
    return AppendedConstants.room(family.newDynamics(), parameters().size());
  }

  @Override
  public void tell(double[] task, double[] observation) {
    double[] unit = parameters().toUnit(task);
    System.arraycopy(unit, 0, observation, observation.length - unit.length, unit.length);
  }

  private static double[] without(double[] observation, double[] task) {
    return Arrays.copyOf(observation, observation.length - task.length);
  }

  /** The reward of observations without the task. */
  private record UntoldReward(RewardFunction reward) implements RewardFunction {
    @Override
    public double reward(double[] s, double[] a, double[] next, double[] task) {
      return reward.reward(without(s, task), a, without(next, task), task);
    }

    @Override
    public void gradient(double[] s, double[] a, double[] next, double[] task, double[] gradient) {
      reward.gradient(without(s, task), a, without(next, task), task, gradient);
    }
  }
}
