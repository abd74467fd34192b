package dev.admiral.sac;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepBatch;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.FanInInitialization;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.policy.SquashedGaussian;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RecentEpisodes;
import dev.admiral.space.Box;
import org.jspecify.annotations.Nullable;

/**
 * Soft actor-critic (Haarnoja et al. 2018b) with two critics, their targets and an automatic temperature.
 *
 * <pre>
 * for every step of the environments:
 *   act a ~ π_θ(·|s), keep (s, a, r, s′)                                   (1)
 *   for each of the environments, on a batch of what was kept:             (2)
 *     y = r + γ (min Q̄(s′, a′) − α log π_θ(a′|s′)),  a′ ~ π_θ(·|s′)
 *     descend ½ Σ (Q(s, a) − y)² for both Q
 *     descend α log π_θ(a|s) − min Q(s, a),  a ~ π_θ(·|s), through a
 *     descend −α (log π_θ(a|s) + H̄) in log α
 *     Q̄ ← (1 − τ) Q̄ + τ Q
 * </pre>
 */
public final class Sac implements Learner {
  private final SacConfig config;
  private final VectorEnvironment environment;
  private final RandomStreams streams;
  private final RandomStream[] actionStreams;
  private final ReplayBuffer replay;
  private final SoftActor actor;
  private final PolicyPass acting;
  private final Matrix actions;

  /** What was acted on: the environments write over their own. */
  private final Matrix observed;

  private final SacUpdate update;
  private final RecentEpisodes episodes = new RecentEpisodes();
  private @Nullable StepBatch batch;
  private long steps;

  /**
   * @param environment where to act, its actions in [−1, 1]ⁿ; closed with this object
   * @param streams all its randomness
   * @param workers who computes; results do not depend on how many they are
   * @throws IllegalArgumentException if what is to be kept would not fit into the heap
   */
  public Sac(
      SacConfig config, VectorEnvironment environment, RandomStreams streams, Workers workers) {
    int count = config.environments();
    if (environment.size() != count) {
      throw new IllegalArgumentException(
          "%d environments where the configuration says %d".formatted(environment.size(), count));
    }
    int action = environment.actionSpace().size();
    if (!environment.actionSpace().equals(Box.cube(action, -1, 1))) {
      throw new IllegalArgumentException(
          "soft actor-critic acts in [-1, 1], not in " + environment.actionSpace());
    }
    int observation = environment.observationSpace().size();
    Policy policy = policy(config, observation, action);
    this.config = config;
    this.environment = environment;
    this.streams = streams;
    this.actionStreams = new RandomStream[count];
    for (int n = 0; n < count; n++) {
      actionStreams[n] = streams.stream("sac/action", n);
    }
    requireMemory(config, observation, action);
    this.replay = new ReplayBuffer(config.capacity(), count, observation, action);
    this.actor =
        new SoftActor(
            policy,
            FanInInitialization.parameters((Mlp) policy.network(), streams.stream("sac/policy")),
            config.policyLearningRate(),
            0,
            config.batchSize(),
            workers);
    this.acting = policy.pass(count, Workers.SERIAL);
    this.actions = Matrix.zeros(count, action);
    this.observed = Matrix.zeros(count, observation);
    this.update = new SacUpdate(config, actor, streams, workers);
  }

  /**
   * Refuses what would not fit into the heap before anything else is done; the constructor does so, too.
   *
   * @throws IllegalArgumentException if it would not
   */
  public static void requireMemory(SacConfig config, int observationSize, int actionSize) {
    ReplayBuffer.requireMemory(
        config.capacity(),
        observationSize,
        actionSize,
        SacUpdate.memory(config, observationSize, actionSize));
  }

  /** The architecture of policies: observations as they are, a ReLU perceptron, a squashed Gaussian. */
  public static Policy policy(SacConfig config, int observationSize, int actionSize) {
    SquashedGaussian distribution = new SquashedGaussian(actionSize);
    return new Policy(
        new Mlp(observationSize, config.hidden(), distribution.outputSize(), Activation.RELU),
        distribution,
        ConstantScale.identity(observationSize));
  }

  @Override
  public Metrics iterate() {
    long begin = System.nanoTime();
    long learning = 0;
    update.forget();
    StepBatch current = batch == null ? environment.reset() : batch;
    for (int done = 0; done < config.iterationSteps(); done += config.environments()) {
      current = step(current);
      if (steps > config.randomSteps()) {
        long from = System.nanoTime();
        for (int n = 0; n < config.environments(); n++) {
          update.learn(replay);
        }
        learning += System.nanoTime() - from;
      }
    }
    batch = current;
    NonFiniteException.check("the policy's parameters", actor.parameters());
    return metrics((System.nanoTime() - begin) * 1e-9, learning * 1e-9);
  }

  private StepBatch step(StepBatch current) {
    if (steps < config.randomSteps()) {
      for (int n = 0; n < actions.rows(); n++) {
        for (int i = 0; i < actions.columns(); i++) {
          actions.set(n, i, (float) actionStreams[n].nextDouble(-1, 1));
        }
      }
    } else {
      Matrix outputs = acting.forward(actor.parameters(), current.observations());
      actor
          .policy()
          .distribution()
          .sample(outputs, actor.parameters(), actor.policy().freeOffset(), actionStreams, actions);
    }
    observed.copyFrom(current.observations());
    StepBatch outcome = environment.step(actions);
    replay.add(observed, actions, outcome);
    for (int n = 0; n < outcome.size(); n++) {
      NonFiniteException.check("a step's reward", outcome.reward(n));
      if (outcome.episodeCompleted(n)) {
        episodes.completed(outcome.episodeReturn(n), outcome.episodeLength(n));
      }
    }
    steps += config.environments();
    return outcome;
  }

  private Metrics metrics(double seconds, double learning) {
    Metrics metrics = new Metrics(steps / config.iterationSteps());
    episodes.report(metrics);
    metrics.put("rollout/real_samples", steps);
    update.report(metrics);
    return metrics
        .put("time/fps", config.iterationSteps() / seconds)
        .put("time/learning_seconds", learning);
  }

  /** θ, live. */
  public float[] parameters() {
    return actor.parameters();
  }

  @Override
  public boolean finished() {
    return steps / config.iterationSteps() >= config.iterations();
  }

  @Override
  public double progress() {
    return (double) steps / (config.iterations() * config.iterationSteps());
  }

  @Override
  public String phase() {
    return "step %d/%d".formatted(steps, config.steps());
  }

  /** θ of a training's checkpoint. */
  public static float[] parameters(Policy policy, Checkpoint checkpoint) {
    return SoftActor.parameters(policy, checkpoint.scope("actor"));
  }

  /** The architecture of Q: its inputs are an observation and then an action. */
  public static Mlp critic(SacConfig config, int observationSize, int actionSize) {
    return SacUpdate.network(config, observationSize, actionSize);
  }

  /** The parameters of Q₁ of a training's checkpoint. */
  public static float[] criticParameters(Mlp critic, Checkpoint checkpoint) {
    return SacUpdate.criticParameters(critic, checkpoint.scope("update"));
  }

  /** After how many steps of environments a checkpoint was taken. */
  public static long steps(Checkpoint checkpoint) {
    return checkpoint.integer("steps");
  }

  @Override
  public void save(Checkpoint checkpoint) {
    actor.save(checkpoint.scope("actor"));
    update.save(checkpoint.scope("update"));
    replay.save(checkpoint.scope("replay"));
    episodes.save(checkpoint.scope("episodes"));
    checkpoint.put("steps", steps);
    checkpoint.put("acting", batch != null);
    if (batch != null) {
      environment.save(checkpoint.scope("environment"));
    }
    streams.save(checkpoint.scope("random"));
  }

  @Override
  public void restore(Checkpoint checkpoint) {
    actor.restore(checkpoint.scope("actor"));
    update.restore(checkpoint.scope("update"));
    replay.restore(checkpoint.scope("replay"));
    episodes.restore(checkpoint.scope("episodes"));
    steps = steps(checkpoint);
    batch = checkpoint.flag("acting") ? environment.restore(checkpoint.scope("environment")) : null;
    streams.restore(checkpoint.scope("random"));
  }

  @Override
  public void close() {
    environment.close();
  }
}
