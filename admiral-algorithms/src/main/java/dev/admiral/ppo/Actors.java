package dev.admiral.ppo;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepBatch;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.CheckedAttack;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.ActorCriticPass;
import dev.admiral.policy.Distribution;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * N actors that go on where they were when they last stopped. Workers share the actors while these think, and the
 * environments while they step.
 */
final class Actors {
  private final VectorEnvironment environment;
  private final ActorCritic model;
  private final Workers workers;
  private final Optional<AdversarialTraining> adversary;
  private final List<Group> groups = new ArrayList<>();
  private final Matrix actions;
  private @Nullable StepBatch batch;

  /** Told about every episode that was completed. */
  @FunctionalInterface
  interface EpisodeListener {
    void completed(double episodeReturn, int episodeLength);
  }

  /** The actors {@code from} … of one worker, with what it needs to act for them. */
  private final class Group {
    final int from;
    final ActorCriticPass pass;
    boolean knowsParameters;
    final RandomStream[] random;
    final RandomStream[] choices;
    final RandomStream[] search;
    @Nullable CheckedAttack attack;
    double strength;
    final boolean[] attacked;
    final float[] logProbabilities;

    Group(int from, int count, RandomStreams streams) {
      this.from = from;
      this.pass = model.pass(count, Workers.SERIAL);
      this.random = streams(streams, "ppo/action", from, count);
      this.choices = streams(streams, "ppo/attacked", from, count);
      this.search = streams(streams, "ppo/attack", from, count);
      this.attacked = new boolean[count];
      this.logProbabilities = new float[count];
    }

    int size() {
      return random.length;
    }

    /** The parameters stay as they are while the actors act: the pass is shown them once. */
    void forward(float[] parameters, Matrix observations) {
      if (knowsParameters) {
        pass.forward(observations);
      } else {
        pass.forward(parameters, observations);
        knowsParameters = true;
      }
    }

    /** Makes its attack as strong as is wanted, and begins to measure what it does. */
    void arm(AdversarialTraining training, double wanted) {
      if (attack == null || strength != wanted) {
        attack = new CheckedAttack(training.attack().apply(wanted), model.policy(), search);
        strength = wanted;
      }
      attack.forget();
    }
  }

  private static RandomStream[] streams(RandomStreams streams, String name, int from, int count) {
    RandomStream[] result = new RandomStream[count];
    for (int i = 0; i < count; i++) {
      result[i] = streams.stream(name, from + i);
    }
    return result;
  }

  Actors(
      VectorEnvironment environment,
      ActorCritic model,
      Optional<AdversarialTraining> adversary,
      RandomStreams streams,
      Workers workers) {
    this.environment = environment;
    this.model = model;
    this.adversary = adversary;
    this.workers = workers;
    this.actions = Matrix.zeros(environment.size(), model.policy().distribution().actionSize());
    for (Workers.Range range : Workers.partition(environment.size(), workers.count())) {
      groups.add(new Group(range.from(), range.to() - range.from(), streams));
    }
  }

  /** The largest ‖x̃ − x‖∞ of the last {@link #act}, 0 where nobody attacked. */
  double largestChange() {
    double largest = 0;
    for (Group group : groups) {
      largest = group.attack == null ? 0 : Math.max(largest, group.attack.largestChange());
    }
    return largest;
  }

  /**
   * Fills {@code experience}.
   *
   * @param parameters θ
   * @param frequency the portion of observations that are attacked
   * @param strength the attack's radius in units of its whole one
   */
  void act(
      float[] parameters,
      double frequency,
      double strength,
      Experience experience,
      EpisodeListener listener) {
    groups.forEach(group -> group.knowsParameters = false);
    adversary.ifPresent(training -> groups.forEach(group -> group.arm(training, strength)));
    StepBatch current = batch == null ? environment.reset() : batch;
    for (int t = 0; t < experience.steps; t++) {
      int row = t * experience.actors;
      StepBatch now = current;
      workers.run(
          groups.size(),
          i -> decide(groups.get(i), parameters, frequency, now.observations(), experience, row));
      current = environment.step(actions);
      record(current, experience, row, listener);
      bootstrap(current, parameters, frequency, experience, t);
    }
    batch = current;
    NonFiniteException.check("a rollout's reward", experience.rewards);
    NonFiniteException.check("a rollout's value", experience.values);
    NonFiniteException.check("a rollout's last value", experience.finalValues);
  }

  private void decide(
      Group group,
      float[] parameters,
      double frequency,
      Matrix all,
      Experience experience,
      int row) {
    Matrix observations = all.rows(group.from, group.from + group.size());
    Matrix shown = shown(group, parameters, frequency, observations, i -> true);
    boolean actsOnShown = adversary.map(a -> a.defense().actsOnPerturbed()).orElse(true);
    Distribution distribution = model.policy().distribution();
    int free = model.policy().freeOffset();
    Matrix chosen = actions.rows(group.from, group.from + group.size());
    group.forward(parameters, actsOnShown ? shown : observations);
    distribution.sample(group.pass.policyOutputs(), parameters, free, group.random, chosen);
    if (!actsOnShown) {
      group.pass.forward(shown);
    }
    distribution.logProbability(
        group.pass.policyOutputs(), parameters, free, chosen, group.logProbabilities);
    int first = row + group.from;
    experience.observations.write(first, shown);
    experience.actions.rows(first, first + group.size()).copyFrom(chosen);
    for (int i = 0; i < group.size(); i++) {
      experience.logProbabilities[first + i] = group.logProbabilities[i];
      experience.values[first + i] = group.pass.values().get(i, 0);
    }
  }

  /** What a group's policy is shown in place of those of its {@code observations} that are wanted. */
  private Matrix shown(
      Group group,
      float[] parameters,
      double frequency,
      Matrix observations,
      IntPredicate isWanted) {
    if (group.attack == null || frequency == 0) {
      return observations;
    }
    for (int i = 0; i < group.size(); i++) {
      group.attacked[i] = isWanted.test(i) && group.choices[i].nextDouble() < frequency;
    }
    return group.attack.perturb(parameters, observations, i -> group.attacked[i]);
  }

  private void record(StepBatch outcome, Experience experience, int row, EpisodeListener listener) {
    for (int n = 0; n < outcome.size(); n++) {
      experience.rewards[row + n] = outcome.reward(n);
      experience.terminated[row + n] = outcome.terminated(n);
      experience.truncated[row + n] = outcome.truncated(n);
      if (outcome.episodeCompleted(n)) {
        listener.completed(outcome.episodeReturn(n), outcome.episodeLength(n));
      }
    }
  }

  /** V of where a step led, where an episode was truncated or the rollout stops. */
  private void bootstrap(
      StepBatch outcome, float[] parameters, double frequency, Experience experience, int t) {
    boolean last = t == experience.steps - 1;
    int row = t * experience.actors;
    if (last || IntStream.range(0, outcome.size()).anyMatch(outcome::truncated)) {
      workers.run(
          groups.size(),
          g -> bootstrap(groups.get(g), outcome, parameters, frequency, last, experience, row));
    }
  }

  private void bootstrap(
      Group group,
      StepBatch outcome,
      float[] parameters,
      double frequency,
      boolean last,
      Experience experience,
      int row) {
    IntPredicate isWanted =
        i -> !outcome.terminated(group.from + i) && (last || outcome.truncated(group.from + i));
    if (IntStream.range(0, group.size()).noneMatch(isWanted)) {
      return;
    }
    Matrix next = outcome.nextObservations().rows(group.from, group.from + group.size());
    group.forward(parameters, shown(group, parameters, frequency, next, isWanted));
    for (int i = 0; i < group.size(); i++) {
      if (isWanted.test(i)) {
        experience.finalValues[row + group.from + i] = group.pass.values().get(i, 0);
      }
    }
  }

  void save(Checkpoint checkpoint) {
    checkpoint.put("acting", batch != null);
    if (batch != null) {
      environment.save(checkpoint.scope("environment"));
    }
  }

  void restore(Checkpoint checkpoint) {
    batch = checkpoint.flag("acting") ? environment.restore(checkpoint.scope("environment")) : null;
  }
}
