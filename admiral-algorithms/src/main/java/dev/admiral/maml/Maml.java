package dev.admiral.maml;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import dev.admiral.trpo.TrustRegion;
import java.util.ArrayList;
import java.util.List;

/**
 * Model-agnostic meta-learning for policies (Finn, Abbeel and Levine 2017) with a trust region: θ is trained so
 * that a few steps of the policy gradient make a good policy of it, for any task of a family.
 *
 * <p>An iteration draws tasks, adapts θ to each on K episodes, and takes a step of TRPO on θ that improves
 * what K more episodes of the adapted policies say, differentiated through the adaptation. An {@link
 * Adversary} may perturb what the policies see in both phases.
 */
public final class Maml implements Learner {
  private final MamlConfig config;
  private final TaskFamily family;
  private final Adversary adversary;
  private final RandomStreams streams;
  private final RandomStream taskStream;
  private final Workers workers;
  private final Policy policy;
  private final List<TaskAdaptation> tasks = new ArrayList<>();
  private final float[] theta;
  private int iteration;
  private long samples;

  /** A learner that nobody disturbs. */
  public Maml(MamlConfig config, TaskFamily family, RandomStreams streams, Workers workers) {
    this(config, family, Adversary.NONE, streams, workers);
  }

  /**
   * A fresh learner.
   *
   * @param streams all its randomness
   * @param workers who shares the work; results do not depend on how many they are
   */
  public Maml(
      MamlConfig config,
      TaskFamily family,
      Adversary adversary,
      RandomStreams streams,
      Workers workers) {
    this.config = config;
    this.family = family;
    this.adversary = adversary;
    this.streams = streams;
    this.taskStream = streams.stream("tasks");
    this.workers = workers;
    this.policy = policy(config, family);
    this.theta = policy.initialParameters(streams.stream("policy"), config.initialStd());
    for (int i = 0; i < config.tasks(); i++) {
      tasks.add(
          new TaskAdaptation(config, family, policy, config.innerSteps(), streams, "task/" + i));
    }
  }

  /** The architecture of the policies: observations as they are, a tanh perceptron, a Gaussian. */
  public static Policy policy(MamlConfig config, TaskFamily family) {
    try (var dynamics = family.newDynamics()) {
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
    boolean attacked = isAttacked(iteration);
    Attacks attacks = attacked ? adversary.attacks() : Attacks.NONE;
    List<double[]> drawn = new ArrayList<>();
    for (int i = 0; i < config.tasks(); i++) {
      drawn.add(
          family
              .distribution()
              .sample(family.parameters(), iteration * config.tasks() + i, taskStream));
    }
    workers.run(
        config.tasks(),
        i -> {
          tasks.get(i).attacks(attacks);
          tasks.get(i).run(drawn.get(i), theta);
        });

    MetaObjective objective = new MetaObjective(tasks, config.trustRegion().damping(), workers);
    double[] gradient = objective.gradient();
    TrustRegion.Step step =
        config.trustRegion().step(theta, gradient, objective.curvature(), objective::trial);
    NonFiniteException.check("the policy's parameter", theta);

    samples += tasks.stream().mapToLong(TaskAdaptation::samples).sum();
    Metrics metrics = metrics(step, gradient);
    if (attacked) {
      adversary.learn(tasks, metrics);
    }
    iteration++;
    return metrics;
  }

  private boolean isAttacked(int which) {
    return which >= adversary.cleanIterations();
  }

  private Metrics metrics(TrustRegion.Step step, double[] gradient) {
    Metrics metrics = new Metrics(iteration + 1);
    metrics.put("meta/before_return", meanReturn(0));
    for (int k = 1; k < config.innerSteps(); k++) {
      metrics.put("meta/return_after_" + k, meanReturn(k));
    }
    double squares = 0;
    for (double g : gradient) {
      squares += g * g;
    }
    double std = 0;
    int actions = policy.distribution().actionSize();
    for (int i = 0; i < actions; i++) {
      std += Math.exp(theta[policy.freeOffset() + i]) / actions;
    }
    return metrics
        .put("meta/after_return", meanReturn(config.innerSteps()))
        .put("train/gradient_norm", Math.sqrt(squares))
        .put("train/surrogate_gain", step.gain())
        .put("train/approx_kl", step.kl())
        .put("train/line_search_accepted", step.accepted() ? 1 : 0)
        .put("train/std", std)
        .put(
            "attack/largest_change",
            tasks.stream().mapToDouble(TaskAdaptation::largestChange).max().orElse(0))
        .put("rollout/real_samples", samples);
  }

  /** Over the tasks, after so many steps. */
  private double meanReturn(int steps) {
    return tasks.stream().mapToDouble(task -> task.returns()[steps]).average().orElseThrow();
  }

  @Override
  public boolean finished() {
    return iteration >= config.iterations();
  }

  @Override
  public boolean milestone() {
    return config.isMilestone(iteration);
  }

  @Override
  public double progress() {
    return (double) iteration / config.iterations();
  }

  @Override
  public String phase() {
    int current = Math.min(iteration, config.iterations() - 1); // the last where it has finished
    return "iteration %d/%d%s"
        .formatted(current + 1, config.iterations(), isAttacked(current) ? ", attacked" : "");
  }

  @Override
  public void save(Checkpoint checkpoint) {
    checkpoint.put("policy", policy.pack(theta));
    checkpoint.put("iteration", iteration);
    checkpoint.put("samples", samples);
    streams.save(checkpoint.scope("random"));
    adversary.save(checkpoint.scope("adversary"));
  }

  @Override
  public void restore(Checkpoint checkpoint) {
    float[] stored = parameters(policy, checkpoint);
    System.arraycopy(stored, 0, theta, 0, theta.length);
    iteration = (int) checkpoint.integer("iteration");
    samples = checkpoint.integer("samples");
    streams.restore(checkpoint.scope("random"));
    adversary.restore(checkpoint.scope("adversary"));
  }

  @Override
  public void close() {
    tasks.forEach(TaskAdaptation::close);
  }
}
