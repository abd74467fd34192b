package dev.admiral.pearl;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Adam;
import dev.admiral.nn.FanInInitialization;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.NetworkPass;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.sac.HeapMemory;
import dev.admiral.sac.Regression;
import dev.admiral.sac.SoftActor;
import dev.admiral.sac.TargetParameters;
import dev.admiral.sac.TransitionBatch;
import dev.admiral.sac.TransitionRing;
import dev.admiral.sac.TwinCritic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A gradient step of PEARL on a meta-batch of tasks: encoder and critics, value, policy. */
final class PearlUpdate {
  private static final double LAST_LIMIT = 3e-3;

  private final PearlConfig config;
  private final PearlAgent agent;
  private final RandomStream tasks;
  private final RandomStream sampling;
  private final RandomStream noise;
  private final int latent;
  private final TaskReplay[] chosen;

  // The encoder.
  private final NetworkPass encoding;
  private final Matrix context;
  private final List<Matrix> contexts;
  private final Matrix factorGradients;
  private final List<GaussianProduct> posteriors;
  private final double[][] latentNoise;
  private final double[] meanGradient;
  private final double[] varianceGradient;
  private final float[] encoderGradient;
  private final Adam encoderAdam;

  // Actor and critics. All inputs have the observation first, then z, then the action, if any.
  private final SoftActor actor;
  private final TwinCritic critic;
  private final Regression value;
  private final TargetParameters target;
  private final Matrix kept;
  private final Matrix keptStates;
  private final Matrix own;
  private final Matrix ownActions;
  private final Matrix next;
  private final TransitionBatch batch;
  private final float[] targets;
  private final Matrix inputGradients;
  private final Matrix actionGradients;

  private double criticLoss;
  private double valueLoss;
  private double meanValue;
  private double divergence;
  private double logProbability;
  private long learned;

  /** Fresh critics for {@code agent}. */
  PearlUpdate(PearlConfig config, PearlAgent agent, RandomStreams streams, Workers workers) {
    int observation = agent.encoder().observationSize();
    int action = agent.encoder().actionSize();
    int states = observation + config.latentSize();
    int all = states + action;
    int rows = config.metaBatch() * config.batchSize();
    int shown = config.metaBatch() * config.contextSize();
    this.config = config;
    this.agent = agent;
    this.tasks = streams.stream("pearl/update/tasks");
    this.sampling = streams.stream("pearl/update/sampling");
    this.noise = streams.stream("pearl/update/noise");
    this.latent = config.latentSize();
    this.chosen = new TaskReplay[config.metaBatch()];

    Mlp encoder = agent.encoder().network();
    this.encoding = encoder.pass(shown, workers);
    this.context = Matrix.zeros(shown, encoder.inputSize());
    this.factorGradients = Matrix.zeros(shown, encoder.outputSize());
    this.contexts =
        IntStream.range(0, config.metaBatch()).mapToObj(m -> ofTask(factorGradients, m)).toList();
    this.posteriors =
        IntStream.range(0, config.metaBatch()).mapToObj(m -> new GaussianProduct(latent)).toList();
    this.latentNoise = new double[config.metaBatch()][latent];
    this.meanGradient = new double[latent];
    this.varianceGradient = new double[latent];
    this.encoderGradient = new float[encoder.parameterLength()];
    this.encoderAdam =
        new Adam(encoder.parameterLength(), Adam.Config.of(config.learningRate()), workers);

    this.actor =
        new SoftActor(
            agent.policy(),
            agent.policyParameters(),
            config.learningRate(),
            config.outputPenalty(),
            rows,
            workers);
    this.critic =
        new TwinCritic(
            critic(config, agent),
            LAST_LIMIT,
            config.learningRate(),
            rows,
            streams.stream("pearl/critic"),
            workers);
    Mlp valueNetwork = new Mlp(states, config.hidden(), 1, Activation.RELU);
    this.value =
        new Regression(
            valueNetwork,
            FanInInitialization.parameters(valueNetwork, streams.stream("pearl/value"), LAST_LIMIT),
            config.learningRate(),
            rows,
            workers);
    this.target = new TargetParameters(valueNetwork, value.parameters());
    this.kept = Matrix.zeros(rows, all);
    this.keptStates = kept.columns(0, states);
    this.own = Matrix.zeros(rows, all);
    this.ownActions = own.columns(states, all);
    this.next = Matrix.zeros(rows, states);
    this.batch =
        new TransitionBatch(
            kept.columns(0, observation),
            kept.columns(states, all),
            new float[rows],
            new float[rows],
            next.columns(0, observation));
    this.targets = new float[rows];
    this.inputGradients = Matrix.zeros(rows, all);
    this.actionGradients = inputGradients.columns(states, all);
  }

  /** What a gradient step takes beside parameters: policy, two critics, value and encoder [bytes]. */
  static long memory(PearlConfig config, int observationSize, int actionSize) {
    long metaBatch = config.metaBatch();
    int inputs = observationSize + config.latentSize() + actionSize;
    int shown = observationSize + actionSize + 1 + (config.observesNext() ? observationSize : 0);
    return HeapMemory.ofBatches(metaBatch * config.batchSize(), inputs, config.hidden(), 4)
        + HeapMemory.ofBatches(metaBatch * config.contextSize(), shown, config.encoderHidden(), 1);
  }

  private Matrix ofTask(Matrix rows, int m) {
    return rows.rows(m * config.contextSize(), (m + 1) * config.contextSize());
  }

  /** One gradient step of everything, on tasks drawn with replacement. */
  void learn(List<TaskReplay> training) {
    for (int m = 0; m < chosen.length; m++) {
      chosen[m] = training.get(tasks.nextInt(training.size()));
    }
    infer();
    gather();
    fitCritics();
    improvePolicy();
    learned++;
  }

  /** z of every task, from a sample of its context. */
  private void infer() {
    for (int m = 0; m < chosen.length; m++) {
      TransitionRing source = chosen[m].transitions();
      for (int i = 0; i < config.contextSize(); i++) {
        int row = m * config.contextSize() + i;
        agent.encoder().write(source, chosen[m].sampleContext(sampling), context, row);
      }
    }
    Matrix factors = encoding.forward(agent.encoderParameters(), context);
    for (int m = 0; m < chosen.length; m++) {
      GaussianProduct posterior = posteriors.get(m);
      posterior.clear();
      posterior.multiply(ofTask(factors, m));
      for (int i = 0; i < latent; i++) {
        latentNoise[m][i] = noise.nextGaussian();
      }
    }
  }

  /** Transitions of every task beside its z. */
  private void gather() {
    int observation = agent.encoder().observationSize();
    for (int m = 0; m < chosen.length; m++) {
      TransitionRing source = chosen[m].transitions();
      GaussianProduct posterior = posteriors.get(m);
      for (int b = 0; b < config.batchSize(); b++) {
        int row = m * config.batchSize() + b;
        batch.copy(source, source.sample(sampling), row);
        for (int i = 0; i < latent; i++) {
          float z =
              (float)
                  (posterior.mean()[i] + Math.sqrt(posterior.variance()[i]) * latentNoise[m][i]);
          kept.set(row, observation + i, z);
          next.set(row, observation + i, z);
        }
      }
    }
  }

  /** Critics and encoder descend the critics' error, the encoder its divergence from the prior as well. */
  private void fitCritics() {
    Matrix beyond = value.evaluate(target.values(), next);
    for (int r = 0; r < targets.length; r++) {
      targets[r] =
          (float)
              (config.rewardScale() * batch.rewards()[r]
                  + config.gamma() * batch.continuations()[r] * beyond.get(r, 0));
    }
    critic.descend(kept, targets, inputGradients);
    criticLoss += NonFiniteException.check("the critics' loss", critic.loss());
    meanValue += critic.meanValue();

    int first = agent.encoder().observationSize();
    Matrix factors = encoding.outputs();
    for (int m = 0; m < chosen.length; m++) {
      GaussianProduct posterior = posteriors.get(m);
      for (int i = 0; i < latent; i++) {
        double byLatent = 0;
        for (int b = 0; b < config.batchSize(); b++) {
          byLatent += inputGradients.get(m * config.batchSize() + b, first + i);
        }
        double mean = posterior.mean()[i];
        double variance = posterior.variance()[i];
        meanGradient[i] = byLatent + config.klWeight() * mean;
        varianceGradient[i] =
            byLatent * latentNoise[m][i] / (2 * Math.sqrt(variance))
                + config.klWeight() * 0.5 * (1 - 1 / variance);
        divergence += 0.5 * (mean * mean + variance - 1 - Math.log(variance));
      }
      posterior.pullBack(ofTask(factors, m), meanGradient, varianceGradient, contexts.get(m));
    }
    Arrays.fill(encoderGradient, 0);
    encoding.vjp(factorGradients, encoderGradient, null);
    NonFiniteException.check(
        "the encoder's gradient", encoderAdam.step(agent.encoderParameters(), encoderGradient));
  }

  /** V and π descend their errors at the policy's own actions, with z as it is. */
  private void improvePolicy() {
    int rows = targets.length;
    own.copyFrom(kept); // observations and z; actions are overwritten
    actor.act(keptStates, noise, ownActions);
    critic.minimum(own, targets);
    critic.minimumGradient(-1f / rows, inputGradients);
    for (int r = 0; r < rows; r++) {
      targets[r] -= actor.logProbabilities()[r];
    }
    value.descend(keptStates, targets, null);
    target.follow(value.parameters(), (float) config.tau());
    valueLoss += NonFiniteException.check("the value's loss", value.loss());
    logProbability += actor.meanLogProbability();
    actor.descend(1, actionGradients);
  }

  /** The gradient of the last step by the encoder's parameters, live. */
  float[] encoderGradient() {
    return encoderGradient;
  }

  /** Begins to count anew what {@link #report} is the mean of. */
  void forget() {
    criticLoss = 0;
    valueLoss = 0;
    meanValue = 0;
    divergence = 0;
    logProbability = 0;
    learned = 0;
  }

  /** Puts the means over the gradient steps. */
  void report(Metrics metrics) {
    metrics
        .put("train/critic_loss", criticLoss / learned)
        .put("train/value_loss", valueLoss / learned)
        .put("train/q_mean", meanValue / learned)
        .put("train/entropy", -logProbability / learned)
        .put("train/latent_kl", divergence / learned / config.metaBatch());
  }

  /** The architecture of the critics: of (s, z, a), a ReLU perceptron. */
  static Mlp critic(PearlConfig config, PearlAgent agent) {
    int inputs = agent.policy().network().inputSize() + agent.encoder().actionSize();
    return new Mlp(inputs, config.hidden(), 1, Activation.RELU);
  }

  /** The parameters of Q₁ as {@link #save} stored them. */
  static float[] criticParameters(Mlp network, Checkpoint checkpoint) {
    return TwinCritic.firstParameters(network, checkpoint.scope("critic"));
  }

  void save(Checkpoint checkpoint) {
    actor.save(checkpoint.scope("actor"));
    checkpoint.put("encoder", agent.encoder().network().pack(agent.encoderParameters()));
    encoderAdam.save(checkpoint.scope("encoder-adam"));
    critic.save(checkpoint.scope("critic"));
    value.save(checkpoint.scope("value"));
    target.save(checkpoint.scope("target"));
  }

  void restore(Checkpoint checkpoint) {
    actor.restore(checkpoint.scope("actor"));
    agent.encoder().network().unpack(checkpoint.floats("encoder"), agent.encoderParameters());
    encoderAdam.restore(checkpoint.scope("encoder-adam"));
    critic.restore(checkpoint.scope("critic"));
    value.restore(checkpoint.scope("value"));
    target.restore(checkpoint.scope("target"));
  }
}
