package dev.admiral.ppo;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Adam;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.ActorCriticPass;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Policy;
import dev.admiral.ppo.PpoLoss.Minibatch;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.GeneralizedAdvantage;
import dev.admiral.rollout.RecentEpisodes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Proximal policy optimisation as PPO2, with or without an attack on what the policy is shown (ATPA, algorithm 3).
 *
 * <pre>
 * for every iteration:
 *   N actors run π_θ(·|s + δ) for T steps, δ from the attack        (1)
 *   estimate the advantages of the perturbed policy                  (2)
 *   for every epoch and minibatch:
 *     descend −L^CLIP_δ + c_v·L^V − c_e·H, the ratio at s + δ         (3)
 * </pre>
 */
public final class Ppo implements Learner {
  private final PpoConfig config;
  private final VectorEnvironment environment;
  private final ActorCritic model;
  private final Optional<AdversarialTraining> adversary;
  private final RandomStreams streams;
  private final Workers workers;
  private final float[] parameters;
  private final float[] gradient;
  private final Adam adam;
  private final Actors actors;
  private final Experience experience;
  private final GeneralizedAdvantage estimator;
  private final PpoLoss loss;
  private final ActorCriticPass pass;
  private final RandomStream shuffling;
  private final RecentEpisodes episodes = new RecentEpisodes();
  private final int[] order;
  private final Matrix observations;
  private final Minibatch minibatch;
  private long updates;
  private double gradientNorm;

  /**
   * @param environment where to act; closed with this object
   * @param model what is trained
   * @param adversary who deceives it
   * @param streams the run's
   * @param workers who computes; results do not depend on how many they are
   */
  public Ppo(
      PpoConfig config,
      VectorEnvironment environment,
      ActorCritic model,
      Optional<AdversarialTraining> adversary,
      RandomStreams streams,
      Workers workers) {
    if (environment.size() != config.environments()) {
      throw new IllegalArgumentException(
          "%d environments where the configuration says %d"
              .formatted(environment.size(), config.environments()));
    }
    Policy policy = model.policy();
    int rows = config.minibatchSize();
    int observation = policy.network().inputSize();
    int action = policy.distribution().actionSize();
    this.config = config;
    this.environment = environment;
    this.model = model;
    this.adversary = adversary;
    this.streams = streams;
    this.workers = workers;
    this.parameters = model.initialParameters(streams.stream("ppo/initial"));
    this.gradient = new float[parameters.length];
    this.adam =
        new Adam(
            parameters.length,
            new Adam.Config(
                config.learningRate(), 0, config.maximumGradientNorm(), config.adamEpsilon()),
            workers);
    this.actors = new Actors(environment, model, adversary, streams, workers);
    this.experience =
        new Experience(
            config.horizon(),
            config.environments(),
            observation,
            action,
            environment.observesBytes() && adversary.isEmpty());
    this.estimator = new GeneralizedAdvantage(config.gamma(), config.gaeLambda());
    this.loss = new PpoLoss(config, policy);
    this.pass = model.pass(rows, workers);
    this.shuffling = streams.stream("ppo/shuffle");
    this.order = new int[config.batchSize()];
    this.observations = Matrix.zeros(rows, observation);
    this.minibatch =
        new Minibatch(
            Matrix.zeros(rows, action),
            new float[rows],
            new float[rows],
            new float[rows],
            new float[rows]);
  }

  @Override
  public boolean finished() {
    return updates >= config.updates();
  }

  @Override
  public double progress() {
    return (double) updates / config.updates();
  }

  @Override
  public String phase() {
    return "update %d/%d".formatted(updates + 1, config.updates());
  }

  /** In the middle of training and at its end, which ATPA compares (figure 4). */
  @Override
  public boolean milestone() {
    return updates == config.middle() || finished();
  }

  /** θ, live. */
  public float[] parameters() {
    return parameters;
  }

  @Override
  public Metrics iterate() {
    long begin = System.nanoTime();
    double beta = 1 - progress();
    double frequency =
        adversary.map(training -> training.defense().frequency(progress())).orElse(0.0);
    double strength =
        adversary.map(training -> training.defense().strength(progress())).orElse(0.0);
    double clip = config.clip() * (config.annealClip() ? beta : 1);
    double learningRate = config.learningRate() * (config.annealLearningRate() ? beta : 1);

    actors.act(parameters, frequency, strength, experience, episodes::completed);
    experience.estimate(estimator);
    long acted = System.nanoTime();
    loss.forget();
    for (int epoch = 0; epoch < config.epochs(); epoch++) {
      shuffle();
      for (int from = 0; from < order.length; from += config.minibatchSize()) {
        learn(from, Math.min(order.length, from + config.minibatchSize()), clip, learningRate);
      }
    }
    NonFiniteException.check("the policy's parameters", parameters);
    updates++;
    return metrics(frequency, clip, learningRate, begin, acted);
  }

  private void shuffle() {
    for (int i = 0; i < order.length; i++) {
      int j = shuffling.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  private void learn(int from, int to, double clip, double learningRate) {
    int rows = to - from;
    Matrix shown = observations.rows(0, rows);
    experience.observations.gather(order, from, shown, workers);
    for (int r = 0; r < rows; r++) {
      int row = order[from + r];
      minibatch.actions().copyRow(r, experience.actions, row);
      minibatch.oldLogProbabilities()[r] = experience.logProbabilities[row];
      minibatch.oldValues()[r] = experience.values[row];
      minibatch.advantages()[r] = experience.advantages[row];
      minibatch.returns()[r] = experience.returns[row];
    }
    if (config.normalizeAdvantages()) {
      normalize(minibatch.advantages(), rows);
    }
    pass.forward(parameters, shown);
    Arrays.fill(gradient, 0);
    loss.addGradient(pass, parameters, minibatch.rows(rows), clip, gradient);
    gradientNorm =
        NonFiniteException.check(
            "the loss's gradient", adam.step(parameters, gradient, learningRate));
  }

  private static void normalize(float[] advantages, int rows) {
    double mean = 0;
    for (int r = 0; r < rows; r++) {
      mean += advantages[r];
    }
    mean /= rows;
    double squares = 0;
    for (int r = 0; r < rows; r++) {
      squares += (advantages[r] - mean) * (advantages[r] - mean);
    }
    double std = Math.sqrt(squares / rows) + 1e-8;
    for (int r = 0; r < rows; r++) {
      advantages[r] = (float) ((advantages[r] - mean) / std);
    }
  }

  private Metrics metrics(
      double frequency, double clip, double learningRate, long begin, long acted) {
    long end = System.nanoTime();
    Metrics metrics = new Metrics(updates);
    episodes.report(metrics);
    metrics
        .put("rollout/real_samples", updates * config.batchSize())
        .put("train/policy_gradient_loss", loss.policyLoss())
        .put("train/value_loss", loss.valueLoss())
        .put("train/entropy_loss", -loss.entropy())
        .put("train/approx_kl", loss.divergence())
        .put("train/clip_fraction", loss.clipFraction())
        .put("train/clip_range", clip)
        .put("train/learning_rate", learningRate)
        .put("train/gradient_norm", gradientNorm);
    double explained = experience.explainedVariance();
    if (Double.isFinite(explained)) {
      metrics.put("train/explained_variance", explained);
    }
    if (model.policy().distribution() instanceof DiagonalGaussian gaussian) {
      metrics.put("train/std", standardDeviation(gaussian.freeSize()));
    }
    if (adversary.isPresent()) {
      metrics
          .put("attack/frequency", frequency)
          .put("attack/largest_change", actors.largestChange());
    }
    return metrics
        .put("time/fps", config.batchSize() / ((end - begin) * 1e-9))
        .put("time/rollout_seconds", (acted - begin) * 1e-9)
        .put("time/learning_seconds", (end - acted) * 1e-9);
  }

  private double standardDeviation(int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.exp(parameters[model.policy().freeOffset() + i]);
    }
    return sum / count;
  }

  /** θ of a training's checkpoint. */
  public static float[] parameters(ActorCritic model, Checkpoint checkpoint) {
    return model.unpack(checkpoint.floats("parameters"));
  }

  /** The part of a training's checkpoint that its environments saved; empty before the first update. */
  public static Checkpoint environment(Checkpoint checkpoint) {
    return checkpoint.scope("actors").scope("environment");
  }

  /** After how many updates a checkpoint was taken. */
  public static long updates(Checkpoint checkpoint) {
    return checkpoint.integer("updates");
  }

  @Override
  public void save(Checkpoint checkpoint) {
    checkpoint.put("parameters", model.pack(parameters));
    adam.save(checkpoint.scope("adam"));
    actors.save(checkpoint.scope("actors"));
    episodes.save(checkpoint.scope("episodes"));
    checkpoint.put("updates", updates);
    streams.save(checkpoint.scope("random"));
  }

  @Override
  public void restore(Checkpoint checkpoint) {
    float[] restored = parameters(model, checkpoint);
    System.arraycopy(restored, 0, parameters, 0, parameters.length);
    adam.restore(checkpoint.scope("adam"));
    actors.restore(checkpoint.scope("actors"));
    episodes.restore(checkpoint.scope("episodes"));
    streams.restore(checkpoint.scope("random"));
    updates = updates(checkpoint);
  }

  @Override
  public void close() {
    environment.close();
  }
}
