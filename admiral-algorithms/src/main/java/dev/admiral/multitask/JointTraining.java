package dev.admiral.multitask;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.maml.MetaObjective;
import dev.admiral.maml.Phase;
import dev.admiral.maml.TaskData;
import dev.admiral.maml.TaskRollouts;
import dev.admiral.maml.TaskSurrogate;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.task.ContextualFamily;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TaskSampler;
import dev.admiral.trpo.TrustRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * MT-joint: one policy π(a|s, ψ), trained by TRPO on the episodes of many tasks at once (Lin et al. 2020, section
 * 5). It has nothing to adapt: a new task is told to it.
 *
 * <p>An iteration draws tasks, collects K episodes of each, and takes a step of TRPO on the mean of their
 * surrogates: each task has a baseline of its own and standardised advantages, so that none outweighs another.
 */
public final class JointTraining implements Learner {
  private final JointTrainingConfig config;
  private final ContextualFamily family;
  private final RandomStreams streams;
  private final RandomStream taskStream;
  private final Workers workers;
  private final Policy policy;
  private final TaskSampler trainingTasks;
  private final List<Place> places = new ArrayList<>();
  private final float[] theta;
  private int iteration;
  private long samples;

  /** Where one task of an iteration is tried. */
  private record Place(TaskRollouts rollouts, TaskSurrogate surrogate) {
    EpisodeBatch episodes() {
      return surrogate.data().episodes();
    }
  }

  /**
   * A fresh learner.
   *
   * @param family that does not tell the task yet
   * @param streams all its randomness
   * @param workers who shares the work; results do not depend on how many they are
   */
  public JointTraining(
      JointTrainingConfig config, TaskFamily family, RandomStreams streams, Workers workers) {
    this.config = config;
    this.family = new ContextualFamily(family);
    this.streams = streams;
    this.taskStream = streams.stream("tasks");
    this.workers = workers;
    this.policy = policy(config, this.family);
    this.trainingTasks = new TaskSampler.Choice(drawnOnce());
    this.theta = policy.initialParameters(streams.stream("policy"), config.initialStd());
    for (int i = 0; i < config.tasks(); i++) {
      places.add(
          new Place(
              new TaskRollouts(this.family, policy, config.episodes(), streams, "task/" + i),
              new TaskSurrogate(policy, config.episodes() * family.horizon())));
    }
  }

  private List<double[]> drawnOnce() {
    RandomStream random = streams.stream("training-tasks");
    return IntStream.range(0, config.trainingTasks())
        .mapToObj(i -> family.distribution().sample(family.parameters(), i, random))
        .toList();
  }

  /**
   * The architecture of the policy: observations as they are, a tanh perceptron, a Gaussian.
   *
   * @param told a family that tells the task
   */
  public static Policy policy(JointTrainingConfig config, ContextualFamily told) {
    try (var dynamics = told.newDynamics()) {
      return Policy.gaussian(
          new RunningNormalizer(dynamics.observationSpace().size()), // never updated: the identity
          config.policyHidden(),
          dynamics.actionSpace().size());
    }
  }

  /** θ of a learner's checkpoint, for a {@link #policy} of the same configuration. */
  public static float[] parameters(Policy policy, Checkpoint checkpoint) {
    return policy.unpack(checkpoint.floats("policy"));
  }

  @Override
  public Metrics iterate() {
    List<double[]> drawn =
        IntStream.range(0, config.tasks())
            .mapToObj(i -> trainingTasks.sample(family.parameters(), i, taskStream))
            .toList();
    float[] collector = theta.clone();
    workers.run(
        config.tasks(),
        i -> {
          Place place = places.get(i);
          EpisodeBatch episodes = place.rollouts.collect(drawn.get(i), collector, Phase.VALIDATION);
          place.surrogate.data(TaskData.of(episodes, config.advantage()), collector);
        });

    MetaObjective objective =
        new MetaObjective(
            places.stream().map(Place::surrogate).toList(),
            config.trustRegion().damping(),
            workers);
    double[] gradient = objective.gradient();
    TrustRegion.Step step =
        config.trustRegion().step(theta, gradient, objective.curvature(), objective::trial);
    NonFiniteException.check("the policy's parameter", theta);

    iteration++;
    samples += places.stream().mapToLong(place -> place.surrogate.data().rows()).sum();
    return metrics(step, gradient);
  }

  private Metrics metrics(TrustRegion.Step step, double[] gradient) {
    double squares = 0;
    for (double g : gradient) {
      squares += g * g;
    }
    double std = 0;
    int actions = policy.distribution().actionSize();
    for (int i = 0; i < actions; i++) {
      std += Math.exp(theta[policy.freeOffset() + i]) / actions;
    }
    return new Metrics(iteration)
        .put("rollout/ep_rew_mean", mean(EpisodeBatch::meanReturn))
        .put("rollout/ep_len_mean", mean(batch -> (double) batch.rows() / batch.episodes()))
        .put("train/gradient_norm", Math.sqrt(squares))
        .put("train/surrogate_gain", step.gain())
        .put("train/approx_kl", step.kl())
        .put("train/line_search_accepted", step.accepted() ? 1 : 0)
        .put("train/std", std)
        .put("rollout/real_samples", samples);
  }

  private double mean(ToDoubleFunction<EpisodeBatch> quantity) {
    return places.stream().map(Place::episodes).mapToDouble(quantity).average().orElseThrow();
  }

  @Override
  public boolean finished() {
    return iteration >= config.iterations();
  }

  @Override
  public boolean milestone() {
    return iteration % config.milestoneInterval() == 0 || finished();
  }

  @Override
  public double progress() {
    return (double) iteration / config.iterations();
  }

  @Override
  public String phase() {
    return "iteration %d/%d"
        .formatted(Math.min(iteration + 1, config.iterations()), config.iterations());
  }

  @Override
  public void save(Checkpoint checkpoint) {
    checkpoint.put("policy", policy.pack(theta));
    checkpoint.put("iteration", iteration);
    checkpoint.put("samples", samples);
    streams.save(checkpoint.scope("random"));
  }

  @Override
  public void restore(Checkpoint checkpoint) {
    float[] stored = parameters(policy, checkpoint);
    System.arraycopy(stored, 0, theta, 0, theta.length);
    iteration = (int) checkpoint.integer("iteration");
    samples = checkpoint.integer("samples");
    streams.restore(checkpoint.scope("random"));
  }

  @Override
  public void close() {
    places.forEach(place -> place.rollouts.close());
  }
}
