package dev.admiral.rollout;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepBatch;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a policy act in a {@link VectorEnvironment}. Each worker takes a run of environments through all
 * steps on its own, without meeting the others until the end.
 */
public final class RolloutCollector {
  private final VectorEnvironment environment;
  private final List<Part> parts = new ArrayList<>();
  private final Workers workers;
  private final Policy policy;

  /** The environments {@code from} … of one worker, with what it needs to act in them. */
  private record Part(
      int from,
      VectorEnvironment environment,
      PolicyPass pass,
      Matrix actions,
      RandomStream[] random) {}

  /**
   * A collector over {@code environment}, which is split once and for all.
   *
   * @param streams gives environment i the stream {@code (name, i)} to draw its actions from
   */
  public RolloutCollector(
      VectorEnvironment environment,
      Policy policy,
      RandomStreams streams,
      String name,
      Workers workers) {
    this.environment = environment;
    this.workers = workers;
    this.policy = policy;
    int from = 0;
    for (VectorEnvironment part : environment.split(workers.count())) {
      parts.add(
          new Part(
              from,
              part,
              policy.pass(part.size(), Workers.SERIAL),
              Matrix.zeros(part.size(), policy.distribution().actionSize()),
              random(streams, name, from, part.size())));
      from += part.size();
    }
  }

  /** The streams {@code (name, from)} …, {@code count} of them. */
  static RandomStream[] random(RandomStreams streams, String name, int from, int count) {
    RandomStream[] random = new RandomStream[count];
    for (int i = 0; i < count; i++) {
      random[i] = streams.stream(name, from + i);
    }
    return random;
  }

  /** How the policy chooses among its actions. */
  public enum Choice {
    /** Draws from its distribution. */
    SAMPLE,
    /** Takes the most probable action. */
    MODE
  }

  /** Resets all environments and fills {@code target} with {@code target.steps()} steps of each. */
  public void collect(float[] parameters, Trajectories target) {
    collect(parameters, Choice.SAMPLE, null, target);
  }

  /**
   * Resets all environments and fills {@code target}.
   *
   * @param parameters θ of the policy
   * @param noise shape {@code [T, action]}: added to all environments' actions of step t; null for none
   */
  public void collect(
      float[] parameters, Choice choice, @Nullable Matrix noise, Trajectories target) {
    if (target.environments() != environment.size()) {
      throw new IllegalArgumentException(
          "trajectories of %d environments do not fit %d"
              .formatted(target.environments(), environment.size()));
    }
    workers.run(parts.size(), i -> collect(parts.get(i), parameters, choice, noise, target));
    NonFiniteException.check("a rollout's reward", target.rewards());
  }

  private void collect(
      Part part, float[] parameters, Choice choice, @Nullable Matrix noise, Trajectories target) {
    StepBatch batch = part.environment.reset();
    for (int t = 0; t < target.steps(); t++) {
      int first = target.row(t, part.from);
      int last = first + part.environment.size();
      target.observations().rows(first, last).copyFrom(batch.observations());
      if (target.attacked()) {
        target.trueObservations().rows(first, last).copyFrom(batch.observations());
      }
      Matrix outputs = part.pass.forward(parameters, batch.observations());
      switch (choice) {
        case SAMPLE ->
            policy
                .distribution()
                .sample(outputs, parameters, policy.freeOffset(), part.random, part.actions);
        case MODE ->
            policy.distribution().mode(outputs, parameters, policy.freeOffset(), part.actions);
      }
      if (noise != null) {
        addNoise(part.actions, Objects.requireNonNull(noise), t);
      }
      target.actions().rows(first, last).copyFrom(part.actions);
      checkFinite(part.actions);
      batch = part.environment.step(part.actions);
      target.nextObservations().rows(first, last).copyFrom(batch.nextObservations());
      for (int i = 0; i < batch.size(); i++) {
        target.rewards()[first + i] = batch.reward(i);
        target.terminated()[first + i] = batch.terminated(i);
        target.truncated()[first + i] = batch.truncated(i);
      }
    }
  }

  /** A simulator would refuse the action, or worse; the policy is what broke. */
  static void checkFinite(Matrix actions) {
    for (int r = 0; r < actions.rows(); r++) {
      for (int i = 0; i < actions.columns(); i++) {
        if (!Float.isFinite(actions.get(r, i))) {
          throw new NonFiniteException("the policy's action is " + actions.get(r, i));
        }
      }
    }
  }

  private static void addNoise(Matrix actions, Matrix noise, int step) {
    for (int r = 0; r < actions.rows(); r++) {
      for (int i = 0; i < actions.columns(); i++) {
        actions.set(r, i, actions.get(r, i) + noise.get(step, i));
      }
    }
  }
}
