package dev.admiral.task;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;

/** One task of a family as an environment: the family's dynamics with the reward r_ψ. */
public final class TaskEnvironment implements Environment {
  private final TaskFamily family;
  private final Environment dynamics;
  private final double[] task;
  private final double[] observation;
  private final StepResult result;
  private int steps;

  /**
   * @param task ψ, shape {@code [family.parameters().size()]}
   */
  public TaskEnvironment(TaskFamily family, double[] task) {
    this.family = family;
    this.dynamics = family.newDynamics();
    this.task = task.clone();
    int size = dynamics.observationSpace().size();
    this.observation = new double[size];
    this.result = new StepResult(size, 0);
  }

  /** Replaces ψ from the next step on. */
  public void task(double[] newTask) {
    System.arraycopy(newTask, 0, task, 0, task.length);
  }

  @Override
  public Box observationSpace() {
    return dynamics.observationSpace();
  }

  @Override
  public Space actionSpace() {
    return dynamics.actionSpace();
  }

  @Override
  public StepResult reset(RandomStream random) {
    return begin(dynamics.reset(random));
  }

  @Override
  public StepResult resetTo(double[] state) {
    return begin(dynamics.resetTo(state));
  }

  private StepResult begin(StepResult dynamicsResult) {
    steps = 0;
    observe(dynamicsResult.observation());
    return result.with(0, false, false);
  }

  @Override
  public StepResult step(double[] action) {
    double[] next = dynamics.step(action).observation();
    double reward = family.reward().reward(observation, action, next, task);
    boolean terminated = family.termination().terminates(next, task);
    steps++;
    observe(next);
    return result.with(reward, terminated, steps >= family.horizon());
  }

  private void observe(double[] ofDynamics) {
    System.arraycopy(ofDynamics, 0, observation, 0, observation.length);
    family.tell(task, observation);
    System.arraycopy(observation, 0, result.observation(), 0, observation.length);
  }

  @Override
  public void close() {
    dynamics.close();
  }
}
