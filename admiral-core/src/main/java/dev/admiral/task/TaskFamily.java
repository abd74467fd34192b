package dev.admiral.task;

import dev.admiral.env.Environment;
import dev.admiral.space.Box;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Markov decision processes (S, A, T, r_ψ, p₀, γ), ψ ∈ Ψ, that share everything but the reward.
 * Source: Lin et al., Model-based Adversarial Meta-Reinforcement Learning, section 3.
 */
public interface TaskFamily {

  /** The name on the command line, such as {@code hopper-2d}. */
  String id();

  /** Ψ, a bounded box. */
  Box parameters();

  /**
   * p(ψ), from which meta-learning draws its tasks: uniform on Ψ unless a family says otherwise, such as one
   * with a few tasks only.
   */
  default TaskSampler distribution() {
    return new TaskSampler.Uniform();
  }

  /** What parameter {@code index} of ψ means, such as {@code target x velocity [m/s]}. */
  String parameterName(int index);

  /** Those of all parameters, in order. */
  default List<String> parameterNames() {
    return IntStream.range(0, parameters().size()).mapToObj(this::parameterName).toList();
  }

  RewardFunction reward();

  TerminationFunction termination();

  /** After how many steps an episode is truncated. */
  int horizon();

  /**
   * A new environment with the family's dynamics T and initial states p₀. Its reward, termination and
   * time limit are not used: {@link TaskEnvironment} puts the family's over it.
   */
  Environment newDynamics();

  /**
   * Writes what a policy is told of the task into an observation of the dynamics: nothing, unless the family is a
   * {@link ContextualFamily}.
   *
   * @param task ψ, shape {@code [parameters]}
   * @param observation shape {@code [observation]}; changed
   */
  default void tell(double[] task, double[] observation) {}
}
