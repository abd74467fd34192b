package dev.admiral.sac;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.List;

/** A gradient step of soft actor-critic: critics, policy, temperature, targets. Allocates next to nothing. */
public final class SacUpdate {
  private final SacConfig config;
  private final SoftActor actor;
  private final TwinCritic critic;
  private final List<TargetParameters> targets;
  private final Temperature temperature;
  private final RandomStream sampling;
  private final RandomStream noise;

  /** (s, a) of what was kept, (s′, a′), and (s, a) with the policy's own actions. */
  private final Matrix kept;

  private final Matrix next;
  private final Matrix own;
  private final Matrix nextActions;
  private final Matrix ownActions;
  private final TransitionBatch batch;
  private final float[] values;
  private final Matrix inputGradients;
  private final Matrix actionGradients;
  private double criticLoss;
  private double meanValue;
  private double actorLoss;
  private double logProbability;
  private long learned;

  /** Fresh critics for {@code actor}. */
  public SacUpdate(SacConfig config, SoftActor actor, RandomStreams streams, Workers workers) {
    int observation = actor.policy().network().inputSize();
    int action = actor.policy().distribution().actionSize();
    int rows = config.batchSize();
    Mlp network = network(config, observation, action);
    this.config = config;
    this.actor = actor;
    this.critic =
        new TwinCritic(
            network,
            1 / Math.sqrt(network.in(network.layers() - 1)),
            config.criticLearningRate(),
            rows,
            streams.stream("sac/critic"),
            workers);
    this.targets = critic.targets();
    this.temperature =
        config
            .temperature()
            .map(Temperature::fixed)
            .orElseGet(() ->
                Temperature.automatic(
                    config.targetEntropy() * action, config.criticLearningRate()));
    this.sampling = streams.stream("sac/sampling");
    this.noise = streams.stream("sac/noise");
    this.kept = Matrix.zeros(rows, observation + action);
    this.next = Matrix.zeros(rows, observation + action);
    this.own = Matrix.zeros(rows, observation + action);
    this.nextActions = next.columns(observation, observation + action);
    this.ownActions = own.columns(observation, observation + action);
    this.batch =
        new TransitionBatch(
            kept.columns(0, observation),
            kept.columns(observation, observation + action),
            new float[rows],
            new float[rows],
            next.columns(0, observation));
    this.values = new float[rows];
    this.inputGradients = Matrix.zeros(rows, observation + action);
    this.actionGradients = inputGradients.columns(observation, observation + action);
  }

  /** The architecture of the critics: of (s, a), a ReLU perceptron. */
  static Mlp network(SacConfig config, int observationSize, int actionSize) {
    return new Mlp(observationSize + actionSize, config.hidden(), 1, Activation.RELU);
  }

  /** What a gradient step takes beside parameters: policy and two critics [bytes]. */
  static long memory(SacConfig config, int observationSize, int actionSize) {
    return HeapMemory.ofBatches(
        config.batchSize(), observationSize + actionSize, config.hidden(), 3);
  }

  /** One gradient step of everything. */
  public void learn(ReplayBuffer replay) {
    replay.sample(batch, sampling);
    fitCritics();
    improvePolicy();
    critic.lead(targets, (float) config.tau());
    learned++;
  }

  private void fitCritics() {
    actor.act(batch.nextObservations(), noise, nextActions);
    critic.minimum(targets, next, values);
    double alpha = temperature.value();
    for (int r = 0; r < values.length; r++) {
      double beyond = values[r] - alpha * actor.logProbabilities()[r];
      values[r] = (float) (batch.rewards()[r] + config.gamma() * batch.continuations()[r] * beyond);
    }
    critic.descend(kept, values, null);
    criticLoss += NonFiniteException.check("the critics' loss", critic.loss());
    meanValue += critic.meanValue();
  }

  private void improvePolicy() {
    int rows = values.length;
    own.copyFrom(kept); // the observations; actions are overwritten
    actor.act(batch.observations(), noise, ownActions);
    critic.minimum(own, values);
    critic.minimumGradient(-1f / rows, inputGradients);
    double alpha = temperature.value();
    actor.descend(alpha, actionGradients);
    double mean = actor.meanLogProbability();
    temperature.follow(mean);
    logProbability += mean;
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    actorLoss += alpha * mean - sum / rows;
  }

  /** Begins to count anew what {@link #report} is the mean of. */
  void forget() {
    criticLoss = 0;
    meanValue = 0;
    actorLoss = 0;
    logProbability = 0;
    learned = 0;
  }

  /** Puts the means over the gradient steps, once there are any. */
  void report(Metrics metrics) {
    if (learned > 0) {
      metrics
          .put("train/critic_loss", criticLoss / learned)
          .put("train/q_mean", meanValue / learned)
          .put("train/actor_loss", actorLoss / learned)
          .put("train/entropy", -logProbability / learned);
    }
    metrics.put("train/ent_coef", temperature.value());
  }

  void save(Checkpoint checkpoint) {
    critic.save(checkpoint.scope("critic"));
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).save(checkpoint.scope("target-" + i));
    }
    temperature.save(checkpoint.scope("temperature"));
  }

  /** The parameters of Q₁ as {@link #save} stored them. */
  static float[] criticParameters(Mlp network, Checkpoint checkpoint) {
    return TwinCritic.firstParameters(network, checkpoint.scope("critic"));
  }

  void restore(Checkpoint checkpoint) {
    critic.restore(checkpoint.scope("critic"));
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).restore(checkpoint.scope("target-" + i));
    }
    temperature.restore(checkpoint.scope("temperature"));
  }
}
