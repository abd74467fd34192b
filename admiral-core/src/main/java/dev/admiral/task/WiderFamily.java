package dev.admiral.task;

import dev.admiral.env.Environment;
import dev.admiral.space.Box;

/**
 * A family with another Ψ, for tests on tasks that training could not meet. Every point of it is a task, whatever the
 * family's own p(ψ) draws; everything else is the family's own.
 *
 * @param family whose rewards, dynamics and terminations these are
 * @param parameters Ψ instead of the family's, of the same size
 */
public record WiderFamily(TaskFamily family, Box parameters) implements TaskFamily {
  public WiderFamily {
    int size = family.parameters().size();
    if (parameters.size() != size) {
      throw new IllegalArgumentException(
          "%s has %d parameters, not %d as in %s"
              .formatted(family.id(), size, parameters.size(), parameters));
    }
  }

  @Override
  public String id() {
    return family.id();
  }

  @Override
  public String parameterName(int index) {
    return family.parameterName(index);
  }

  @Override
  public RewardFunction reward() {
    return family.reward();
  }

  @Override
  public TerminationFunction termination() {
    return family.termination();
  }

  @Override
  public int horizon() {
    return family.horizon();
  }

  @Override
  public Environment newDynamics() {
    return family.newDynamics();
  }

  /** As in training: ψ outside of the family's own Ψ lies outside of [−1, 1]ᵏ. */
  @Override
  public void tell(double[] task, double[] observation) {
    family.tell(task, observation);
  }
}
