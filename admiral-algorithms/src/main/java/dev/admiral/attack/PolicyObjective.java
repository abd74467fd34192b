package dev.admiral.attack;

import dev.admiral.nn.Network;
import dev.admiral.policy.Policy;
import dev.admiral.space.Box;
import dev.admiral.space.Space;

/**
 * Objectives that look at the victim's policy only: how π(·|x̃) differs from π(·|x).
 */
public sealed interface PolicyObjective extends AttackObjective {

  /**
   * The policy attack: the cross entropy −Σ_a π(a|x̃) log π(a|x), so that what the victim does at x̃ is what it
   * thinks worst at x. Where the victim is optimal and its entropy constrained, this minimises the value of what it
   * does (ATPA, theorem 1 and equation 9; algorithm 1 prints the objective with the opposite sign).
   */
  record CrossEntropy() implements PolicyObjective {}

  /**
   * The divergence KL(π(·|x) ‖ π(·|x̃)): the largest change of whatever kind ("maximal action difference", Zhang et
   * al. 2020). Its gradient is zero at x̃ = x, so it needs a random start.
   */
  record Divergence() implements PolicyObjective {}

  /** −log π(a*|x̃) for the most probable action a* at x (Max_PGD; Huang et al. 2017). */
  record BestAction() implements PolicyObjective {}

  /**
   * log π(a_w|x̃) for the least probable action a_w at x (Min_PGD; Pattanaik et al. 2018), where probability stands
   * in for the action's value, as in ATPA's tests. Of a Gaussian in a box of actions it is the corner farthest from
   * the mean.
   *
   * @param actions what an action can be
   */
  record WorstAction(Space actions) implements PolicyObjective {
    public WorstAction {
      if (actions instanceof Box box && !box.isBounded()) {
        throw new IllegalArgumentException("there is no worst action in the unbounded " + box);
      }
    }
  }

  /**
   * −log π(a*|x̃) for the action a* of the largest learned Q(x, a): Max_PGD where a value is learned.
   *
   * @param critic Q, one output; its inputs are an observation and then an action in [−1, 1]ⁿ
   * @param parameters Q's; not to change
   */
  record BestValue(Network critic, float[] parameters) implements PolicyObjective {}

  /**
   * log π(a_w|x̃) for the action a_w of the least learned Q(x, a): Min_PGD where a value is learned (Pattanaik et al.
   * 2018).
   *
   * @param critic Q, one output; its inputs are an observation and then an action in [−1, 1]ⁿ
   * @param parameters Q's; not to change
   */
  record WorstValue(Network critic, float[] parameters) implements PolicyObjective {}

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a learned Q is not of the victim's observations and actions, or those are not
   *     the actions of a squashed Gaussian
   */
  @Override
  default Pass pass(Policy victim, int maximumRows) {
    return new PolicyObjectivePass(this, victim, maximumRows);
  }
}
