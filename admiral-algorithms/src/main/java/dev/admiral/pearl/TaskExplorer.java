package dev.admiral.pearl;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.env.UnitActions;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.sac.TransitionRing;
import dev.admiral.task.TaskEnvironment;
import dev.admiral.task.TaskFamily;
import org.jspecify.annotations.Nullable;

/** One environment of a family, in which the policy acts with a given z. Used by one thread at a time. */
final class TaskExplorer implements AutoCloseable {
  private final TaskEnvironment tasks;
  private final Environment environment;
  private final Policy policy;
  private final PolicyPass pass;
  private final RandomStream episodes;
  private final RandomStream[] actions;
  private final int observationSize;
  private final Matrix observation;
  private final Matrix next;
  private final Matrix action;
  private final double[] chosen;
  private int length;

  /**
   * @param name of the random streams
   */
  TaskExplorer(TaskFamily family, Policy policy, RandomStreams streams, String name) {
    double[] centre = family.parameters().fromUnit(new double[family.parameters().size()]);
    this.tasks = new TaskEnvironment(family, centre);
    this.environment = new UnitActions(tasks);
    this.policy = policy;
    this.pass = policy.pass(1, Workers.SERIAL);
    this.episodes = streams.stream(name + "/environment");
    this.actions = new RandomStream[] {streams.stream(name + "/action")};
    this.observationSize = environment.observationSpace().size();
    this.observation = Matrix.zeros(1, policy.network().inputSize());
    this.next = Matrix.zeros(1, observationSize);
    this.chosen = new double[environment.actionSpace().size()];
    this.action = Matrix.zeros(1, chosen.length);
  }

  /** Replaces ψ. */
  void task(double[] task) {
    tasks.task(task);
  }

  /**
   * An episode, to its end or until {@code longest} steps are done.
   *
   * @param parameters θ of the policy
   * @param target where the transitions are kept; null for nowhere
   * @return the undiscounted return
   */
  double episode(
      float[] parameters, float[] z, Choice choice, int longest, @Nullable TransitionRing target) {
    System.arraycopy(z, 0, observation.values(), observationSize, z.length);
    write(environment.reset(episodes), observation);
    double sum = 0;
    boolean over = false;
    for (length = 0; !over && length < longest; length++) {
      act(parameters, choice);
      StepResult result = environment.step(chosen);
      float reward = (float) NonFiniteException.check("an episode's reward", result.reward());
      sum += result.reward();
      over = result.terminated() || result.truncated();
      write(result, next);
      if (target != null) {
        boolean last = over || length + 1 == longest;
        target.add(observation, action, reward, result.terminated(), last, next, 0);
      }
      System.arraycopy(next.values(), 0, observation.values(), 0, observationSize);
    }
    return sum;
  }

  private void act(float[] parameters, Choice choice) {
    Matrix outputs = pass.forward(parameters, observation);
    int free = policy.freeOffset();
    switch (choice) {
      case SAMPLE -> policy.distribution().sample(outputs, parameters, free, actions, action);
      case MODE -> policy.distribution().mode(outputs, parameters, free, action);
    }
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = NonFiniteException.check("the policy's action", action.get(0, i));
    }
  }

  private void write(StepResult result, Matrix target) {
    for (int i = 0; i < observationSize; i++) {
      target.set(0, i, (float) result.observation()[i]);
    }
  }

  /** How many steps the last {@link #episode} took. */
  int length() {
    return length;
  }

  @Override
  public void close() {
    environment.close();
  }
}
