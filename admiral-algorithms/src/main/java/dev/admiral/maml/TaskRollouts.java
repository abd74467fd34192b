package dev.admiral.maml;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.rollout.EpisodeCollector;
import dev.admiral.rollout.Trajectories;
import dev.admiral.task.TaskEnvironment;
import dev.admiral.task.TaskFamily;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** K environments of one task, in which policies act for whole episodes. Used by one thread at a time. */
public final class TaskRollouts implements AutoCloseable {
  private final TaskFamily family;
  private final Policy policy;
  private final RandomStreams streams;
  private final String name;
  private final List<TaskEnvironment> environments;
  private final PooledVectorEnvironment together;
  private final Map<Phase, EpisodeCollector> collectors = new EnumMap<>(Phase.class);
  private Attacks attacks = Attacks.NONE;

  /**
   * @param episodes K
   * @param name of the random streams
   */
  public TaskRollouts(
      TaskFamily family, Policy policy, int episodes, RandomStreams streams, String name) {
    double[] centre = family.parameters().fromUnit(new double[family.parameters().size()]);
    this.family = family;
    this.policy = policy;
    this.streams = streams;
    this.name = name;
    this.environments =
        Stream.generate(() -> new TaskEnvironment(family, centre)).limit(episodes).toList();
    this.together =
        new PooledVectorEnvironment(environments, streams, name + "/environment", Workers.SERIAL);
    newCollectors();
  }

  /** Replaces those who perturb. */
  void attacks(Attacks newAttacks) {
    attacks = newAttacks;
    newCollectors();
  }

  private void newCollectors() {
    for (Phase phase : Phase.values()) {
      collectors.put(
          phase,
          new EpisodeCollector(together, policy, streams, name + "/action", attacks.in(phase)));
    }
  }

  /** One whole episode of each environment. */
  public EpisodeBatch collect(double[] task, float[] parameters, Phase phase) {
    return new EpisodeBatch(trajectories(task, parameters, phase));
  }

  /**
   * As many whole episodes as so many samples allow: K of full length, more where they end early.
   *
   * @param samples at least the horizon
   */
  EpisodeBatch collect(double[] task, float[] parameters, Phase phase, int samples) {
    return EpisodeBatch.within(
        samples, family.horizon(), () -> trajectories(task, parameters, phase));
  }

  private Trajectories trajectories(double[] task, float[] parameters, Phase phase) {
    environments.forEach(environment -> environment.task(task));
    Trajectories trajectories =
        new Trajectories(
            family.horizon(),
            environments.size(),
            together.observationSpace().size(),
            together.actionSpace().size(),
            attacks.in(phase).isPresent());
    collector(phase).collect(parameters, trajectories);
    return trajectories;
  }

  /** Who collects in a phase, and knows how large its perturbations were. */
  EpisodeCollector collector(Phase phase) {
    return Objects.requireNonNull(collectors.get(phase));
  }

  @Override
  public void close() {
    together.close();
  }
}
