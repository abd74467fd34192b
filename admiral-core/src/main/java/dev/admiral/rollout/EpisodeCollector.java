package dev.admiral.rollout;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepBatch;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.CheckedAttack;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a policy act for one episode in every row of a {@link VectorEnvironment}, for learners that an {@link
 * EpisodeBatch} is enough for: a row whose episode has ended is stepped no more, so that nothing is simulated that the
 * batch would leave out. Used by one thread at a time.
 */
public final class EpisodeCollector {
  private final List<VectorEnvironment> rows;
  private final Policy policy;
  private final PolicyPass pass;
  private final RandomStream[] random;
  private final RandomStream[] attackRandom;

  // Of those whose episodes go on, from the first on and in the order of the rows:
  private final int[] acting;
  private final RandomStream[] actingRandom;
  private final RandomStream[] actingAttackRandom;
  private final Matrix observations;
  private final Matrix actions;
  private final @Nullable CheckedAttack attack;

  /**
   * A collector over {@code environment}, which is split into its N rows once and for all.
   *
   * @param streams gives environment i the streams {@code (name, i)} for its actions and {@code
   *     (name/attack, i)} for the attack on them
   * @param attack chooses what the policy is shown of its observations
   */
  public EpisodeCollector(
      VectorEnvironment environment,
      Policy policy,
      RandomStreams streams,
      String name,
      Optional<ObservationAttack> attack) {
    int size = environment.size();
    this.rows = environment.split(size);
    this.policy = policy;
    this.pass = policy.pass(size, Workers.SERIAL);
    this.random = RolloutCollector.random(streams, name, 0, size);
    this.attackRandom = RolloutCollector.random(streams, name + "/attack", 0, size);
    this.acting = new int[size];
    this.actingRandom = random.clone();
    this.actingAttackRandom = attackRandom.clone();
    this.observations = Matrix.zeros(size, environment.observationSpace().size());
    this.actions = Matrix.zeros(size, policy.distribution().actionSize());
    this.attack =
        attack.map(chosen -> new CheckedAttack(chosen, policy, actingAttackRandom)).orElse(null);
  }

  /** The largest ‖x̃ − x‖∞ of an attack so far, 0 where there is none. */
  public double largestChange() {
    return attack == null ? 0 : attack.largestChange();
  }

  /** The largest ‖x̃ − x‖₂ of an attack so far, 0 where there is none. */
  public double largestLength() {
    return attack == null ? 0 : attack.largestLength();
  }

  /**
   * Resets all environments and records one episode of each, or its first {@code target.steps()} steps. What follows an
   * episode's end in {@code target} stays as it was.
   *
   * @param parameters θ of the policy
   */
  public void collect(float[] parameters, Trajectories target) {
    if (target.environments() != rows.size()) {
      throw new IllegalArgumentException(
          "trajectories of %d environments do not fit %d"
              .formatted(target.environments(), rows.size()));
    }
    if (attack != null && !target.attacked()) {
      throw new IllegalArgumentException("these trajectories have no room for an attack");
    }
    int count = begin();
    for (int t = 0; t < target.steps() && count > 0; t++) {
      act(parameters, t, count, target);
      count = step(t, count, target);
    }
    NonFiniteException.check("a rollout's reward", target.rewards());
  }

  /** Resets all; how many they are. */
  private int begin() {
    for (int n = 0; n < rows.size(); n++) {
      goOn(n, n, rows.get(n).reset());
    }
    return rows.size();
  }

  /** Makes environment {@code n} the {@code place}-th of those that act. */
  private void goOn(int place, int n, StepBatch batch) {
    acting[place] = n;
    actingRandom[place] = random[n];
    actingAttackRandom[place] = attackRandom[n];
    observations.copyRow(place, batch.observations(), 0);
  }

  private void act(float[] parameters, int t, int count, Trajectories target) {
    Matrix seen = observations.rows(0, count);
    Matrix shown = attack == null ? seen : attack.perturb(parameters, seen);
    Matrix chosen = actions.rows(0, count);
    policy
        .distribution()
        .sample(
            pass.forward(parameters, shown), parameters, policy.freeOffset(), actingRandom, chosen);
    RolloutCollector.checkFinite(chosen);
    for (int i = 0; i < count; i++) {
      int row = target.row(t, acting[i]);
      target.observations().copyRow(row, shown, i);
      if (target.attacked()) {
        target.trueObservations().copyRow(row, seen, i);
      }
      target.actions().copyRow(row, chosen, i);
    }
  }

  /** Steps those that act; how many go on. */
  private int step(int t, int count, Trajectories target) {
    int going = 0;
    for (int i = 0; i < count; i++) {
      int n = acting[i];
      StepBatch batch = rows.get(n).step(actions.rows(i, i + 1));
      int row = target.row(t, n);
      target.nextObservations().copyRow(row, batch.nextObservations(), 0);
      target.rewards()[row] = batch.reward(0);
      target.terminated()[row] = batch.terminated(0);
      target.truncated()[row] = batch.truncated(0);
      if (!target.ended(row)) {
        goOn(going++, n, batch);
      }
    }
    return going;
  }
}
