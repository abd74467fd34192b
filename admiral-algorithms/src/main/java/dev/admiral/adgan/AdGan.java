package dev.admiral.adgan;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.maml.TaskAdaptation;
import dev.admiral.maml.TaskData;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Adam;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.NetworkPass;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * adGAN: a generator G of perturbations, trained together with a discriminator D (paper, section IV.A).
 *
 * <p>D is to tell true observations x from perturbed ones: it climbs L_GAN = E log D(x) + E log(1 − D(x +
 * G(x))). G descends L = L_adv + α L_GAN + β L_hinge: the adapted policy's return shall fall, with
 * observations that look true and a perturbation that is not longer than c.
 */
public final class AdGan {
  private final AdGanConfig config;
  private final Policy policy;
  private final Workers workers;
  private final Mlp generator;
  private final Mlp discriminator;
  private final float[] generatorParameters;
  private final float[] discriminatorParameters;
  private final Adam generatorAdam;
  private final Adam discriminatorAdam;

  // Memory for so many rows.
  private int room;
  private NetworkPass generatorPass;
  private NetworkPass discriminatorPass;
  private PolicyPass policyPass;

  /**
   * An untrained one, whose perturbations are nearly zero.
   *
   * @param policy the architecture of the policies to be attacked
   * @param workers who share the work; results do not depend on how many they are
   */
  public AdGan(AdGanConfig config, Policy policy, RandomStreams streams, Workers workers) {
    int size = policy.network().inputSize();
    this.config = config;
    this.policy = policy;
    this.workers = workers;
    this.generator = new Mlp(size, config.generatorHidden(), size, Activation.TANH);
    this.discriminator = new Mlp(size, config.discriminatorHidden(), 1, Activation.TANH);
    this.generatorParameters = generator.initialParameters(streams.stream("adgan/generator"), 0.01);
    this.discriminatorParameters =
        discriminator.initialParameters(streams.stream("adgan/discriminator"), 1);
    Adam.Config adam = Adam.Config.of(config.learningRate());
    this.generatorAdam = new Adam(generatorParameters.length, adam, workers);
    this.discriminatorAdam = new Adam(discriminatorParameters.length, adam, workers);
    this.room = 1;
    this.generatorPass = generator.pass(room, workers);
    this.discriminatorPass = discriminator.pass(room, workers);
    this.policyPass = policy.pass(room, workers);
  }

  /** x̃ = x + G(x) as it is now, cut to the limit of training. */
  public ObservationAttack attack() {
    return new GeneratorAttack(
        generator,
        generatorParameters.clone(),
        1,
        new PerturbationSet(Norm.EUCLIDEAN, config.limit(), Box.unbounded(generator.inputSize())));
  }

  /**
   * x̃ = x + (ε/c) G(x) as it is now, cut to the length ε: at strength c the generator's own perturbation, at
   * others one that is scaled.
   *
   * @param strength ε, a Euclidean length in the units of observations
   */
  public ObservationAttack attack(double strength, Box observations) {
    return new GeneratorAttack(
        generator,
        generatorParameters.clone(),
        strength / config.bound(),
        new PerturbationSet(Norm.EUCLIDEAN, strength, observations));
  }

  /** Alternates steps of D and G on every task, one task after the other. */
  public void update(List<TaskAdaptation> tasks, Metrics metrics) {
    List<GanLosses> losses = new ArrayList<>();
    for (TaskAdaptation task : tasks) {
      Matrix observations = observations(task);
      for (int i = 0; i < config.updates(); i++) {
        losses.add(update(observations, task.validationData(), task.adapted()));
      }
    }
    NonFiniteException.check("the generator's parameter", generatorParameters);
    NonFiniteException.check("the discriminator's parameter", discriminatorParameters);
    GanLosses.mean(losses).put(metrics);
  }

  /** The true observations of all phases, those of the validation last. */
  private static Matrix observations(TaskAdaptation task) {
    List<Matrix> parts =
        Stream.concat(task.adaptationData().stream(), Stream.of(task.validationData()))
            .map(data -> data.episodes().trueObservations())
            .toList();
    int rows = parts.stream().mapToInt(Matrix::rows).sum();
    Matrix all = Matrix.zeros(rows, parts.getFirst().columns());
    int at = 0;
    for (Matrix part : parts) {
      all.rows(at, at + part.rows()).copyFrom(part);
      at += part.rows();
    }
    return all;
  }

  /**
   * A step of D and a step of G.
   *
   * @param observations x, shape {@code [N, observation]}, those of {@code validation} last
   * @param adapted φ, the adapted policy, which is what L_adv attacks
   */
  GanLosses update(Matrix observations, TaskData validation, float[] adapted) {
    makeRoom(observations.rows());
    Matrix delta = generatorPass.forward(generatorParameters, observations);
    double discriminatorLoss = improveDiscriminator(observations, perturbed(observations, delta));
    Matrix gradient = Matrix.zeros(observations.rows(), observations.columns());
    GanLosses losses =
        generatorLosses(observations, delta, validation, adapted, gradient)
            .withDiscriminator(discriminatorLoss);
    float[] generatorGradient = new float[generatorParameters.length];
    generatorPass.vjp(gradient, generatorGradient, null);
    generatorAdam.step(generatorParameters, generatorGradient);
    return losses;
  }

  /** Takes a step, and returns −E log D(x) − E log(1 − D(x̃)) as it was before. */
  private double improveDiscriminator(Matrix observations, Matrix perturbed) {
    int rows = observations.rows();
    float[] gradient = new float[discriminatorParameters.length];
    Matrix cotangents = Matrix.zeros(rows, 1);
    double loss = 0;
    Matrix logits = discriminatorPass.forward(discriminatorParameters, observations);
    for (int r = 0; r < rows; r++) {
      double logit = logits.get(r, 0);
      loss -= logSigmoid(logit) / rows;
      cotangents.set(r, 0, (float) ((sigmoid(logit) - 1) / rows));
    }
    discriminatorPass.vjp(cotangents, gradient, null);
    logits = discriminatorPass.forward(discriminatorParameters, perturbed);
    for (int r = 0; r < rows; r++) {
      double logit = logits.get(r, 0);
      loss -= logSigmoid(-logit) / rows;
      cotangents.set(r, 0, (float) (sigmoid(logit) / rows));
    }
    discriminatorPass.vjp(cotangents, gradient, null);
    discriminatorAdam.step(discriminatorParameters, gradient);
    return loss;
  }

  /**
   * What G is to make small, and its gradient by the perturbations.
   *
   * @param delta δ = G(x), shape {@code [N, observation]}
   * @param gradient ∂(L_adv + α L_GAN + β L_hinge)/∂δ, of the same shape, overwritten
   */
  GanLosses generatorLosses(
      Matrix observations, Matrix delta, TaskData validation, float[] adapted, Matrix gradient) {
    int rows = observations.rows();
    makeRoom(rows);
    Matrix perturbed = perturbed(observations, delta);
    Matrix logits = discriminatorPass.forward(discriminatorParameters, perturbed);
    Matrix cotangents = Matrix.zeros(rows, 1);
    double gan = 0;
    double length = 0;
    for (int r = 0; r < rows; r++) {
      double logit = logits.get(r, 0);
      gan += logSigmoid(-logit) / rows;
      length += length(delta, r) / rows;
      cotangents.set(r, 0, (float) (-config.ganWeight() * sigmoid(logit) / rows));
    }
    discriminatorPass.vjp(cotangents, null, gradient);
    int first = rows - validation.rows();
    double adversarial =
        addAdversarial(
            perturbed.rows(first, rows), validation, adapted, gradient.rows(first, rows));
    throughCut(delta, gradient);
    double hinge = addHinge(delta, gradient);
    return new GanLosses(0, adversarial, gan, hinge, length);
  }

  /** Adds β ∂L_hinge/∂δ to {@code gradient}, and returns L_hinge = mean max(0, ‖δ‖₂ − c). */
  private double addHinge(Matrix delta, Matrix gradient) {
    double hinge = 0;
    for (int r = 0; r < delta.rows(); r++) {
      double length = length(delta, r);
      if (length > config.bound()) {
        hinge += (length - config.bound()) / delta.rows();
        double scale = config.hingeWeight() / (delta.rows() * length);
        for (int i = 0; i < delta.columns(); i++) {
          gradient.set(r, i, (float) (gradient.get(r, i) + scale * delta.get(r, i)));
        }
      }
    }
    return hinge;
  }

  /**
   * Adds ∂L_adv/∂x̃ to {@code gradient}, and returns L_adv = −L = mean log π_φ(a|x̃) Â: what made the return
   * larger shall become less likely.
   */
  private double addAdversarial(
      Matrix perturbed, TaskData validation, float[] adapted, Matrix gradient) {
    int rows = validation.rows();
    int at = policy.freeOffset();
    Matrix outputs = policyPass.forward(adapted, perturbed);
    Matrix actions = validation.episodes().actions();
    float[] logProbability = new float[rows];
    policy.distribution().logProbability(outputs, adapted, at, actions, logProbability);
    float[] weights = new float[rows];
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      weights[r] = validation.advantages()[r] / rows;
      loss += (double) weights[r] * logProbability[r];
    }
    Matrix cotangents = Matrix.zeros(rows, policy.distribution().outputSize());
    double[] free = new double[policy.distribution().freeSize()];
    policy
        .distribution()
        .logProbabilityGradient(outputs, adapted, at, actions, weights, cotangents, free);
    Matrix own = Matrix.zeros(rows, gradient.columns());
    policyPass.observationGradient(cotangents, own);
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < own.columns(); i++) {
        gradient.set(r, i, gradient.get(r, i) + own.get(r, i));
      }
    }
    return loss;
  }

  private void makeRoom(int rows) {
    if (rows > room) {
      room = rows;
      generatorPass = generator.pass(rows, workers);
      discriminatorPass = discriminator.pass(rows, workers);
      policyPass = policy.pass(rows, workers);
    }
  }

  /** x + δ, δ cut to the limit. */
  private Matrix perturbed(Matrix x, Matrix delta) {
    Matrix perturbed = Matrix.zeros(x.rows(), x.columns());
    for (int r = 0; r < x.rows(); r++) {
      double scale = Math.min(1, config.limit() / length(delta, r));
      for (int i = 0; i < x.columns(); i++) {
        perturbed.set(r, i, (float) (x.get(r, i) + scale * delta.get(r, i)));
      }
    }
    return perturbed;
  }

  /** Turns a gradient by the cut δ into one by δ: only its part across δ counts where δ is cut. */
  private void throughCut(Matrix delta, Matrix gradient) {
    for (int r = 0; r < delta.rows(); r++) {
      double length = length(delta, r);
      if (length > config.limit()) {
        double along = 0;
        for (int i = 0; i < delta.columns(); i++) {
          along += gradient.get(r, i) * delta.get(r, i) / length;
        }
        for (int i = 0; i < delta.columns(); i++) {
          double across = gradient.get(r, i) - along * delta.get(r, i) / length;
          gradient.set(r, i, (float) (config.limit() / length * across));
        }
      }
    }
  }

  private static double length(Matrix delta, int row) {
    double squares = 0;
    for (int i = 0; i < delta.columns(); i++) {
      squares += (double) delta.get(row, i) * delta.get(row, i);
    }
    return Math.sqrt(squares);
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** log σ(x), without overflow. */
  private static double logSigmoid(double logit) {
    return Math.min(logit, 0) - Math.log1p(Math.exp(-Math.abs(logit)));
  }

  /** Networks and optimisers. */
  public void save(Checkpoint checkpoint) {
    checkpoint.put("generator", generator.pack(generatorParameters));
    checkpoint.put("discriminator", discriminator.pack(discriminatorParameters));
    generatorAdam.save(checkpoint.scope("generator-adam"));
    discriminatorAdam.save(checkpoint.scope("discriminator-adam"));
  }

  /** The inverse of {@link #save}. */
  public void restore(Checkpoint checkpoint) {
    generator.unpack(checkpoint.floats("generator"), generatorParameters);
    discriminator.unpack(checkpoint.floats("discriminator"), discriminatorParameters);
    generatorAdam.restore(checkpoint.scope("generator-adam"));
    discriminatorAdam.restore(checkpoint.scope("discriminator-adam"));
  }
}
