package dev.admiral.maml;

import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.task.TaskFamily;
import dev.admiral.trpo.TrustRegion;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adapts policies to one task at a time: k steps of the policy gradient, each on K episodes of its own, and K
 * more of the adapted policy. Keeps all of them, since the outer update differentiates through the steps.
 *
 * <p>Used by one thread at a time.
 */
public final class TaskAdaptation implements TaskObjective, AutoCloseable {
  private final MamlConfig config;
  private final TaskRollouts rollouts;
  private final List<InnerStep> steps;
  private final TaskSurrogate outer;
  private final double[] returns;

  /**
   * @param steps k, at least 0
   * @param name of the random streams that environments, actions and attacks draw from
   */
  public TaskAdaptation(
      MamlConfig config,
      TaskFamily family,
      Policy policy,
      int steps,
      RandomStreams streams,
      String name) {
    int rows = config.episodes() * family.horizon();
    this.config = config;
    this.rollouts = new TaskRollouts(family, policy, config.episodes(), streams, name);
    this.steps =
        Stream.generate(() -> new InnerStep(policy, config.innerLearningRate(), rows))
            .limit(steps)
            .toList();
    this.outer = new TaskSurrogate(policy, rows);
    this.returns = new double[steps + 1];
  }

  /** Replaces those who perturb what the policy sees. */
  public void attacks(Attacks attacks) {
    rollouts.attacks(attacks);
  }

  /**
   * Goes through the task.
   *
   * @param task ψ
   * @param theta θ, where adaptation begins
   * @return φ, the adapted parameters
   */
  public float[] run(double[] task, float[] theta) {
    float[] parameters = theta.clone();
    for (int k = 0; k < steps.size(); k++) {
      EpisodeBatch episodes = rollouts.collect(task, parameters, Phase.ADAPTATION);
      returns[k] = episodes.meanReturn();
      steps.get(k).data(TaskData.of(episodes, config.advantage()));
      parameters = steps.get(k).adapt(parameters);
    }
    EpisodeBatch episodes = rollouts.collect(task, parameters, Phase.VALIDATION);
    returns[steps.size()] = episodes.meanReturn();
    outer.data(TaskData.of(episodes, config.advantage()), parameters);
    return parameters;
  }

  /** What was collected for every step of adaptation, of the last {@link #run}. */
  public List<TaskData> adaptationData() {
    return steps.stream().map(InnerStep::data).toList();
  }

  /** What the adapted policy of the last {@link #run} collected. */
  public TaskData validationData() {
    return outer.data();
  }

  /** φ of the last {@link #run}. */
  public float[] adapted() {
    return outer.collector();
  }

  /** The mean undiscounted return before the first step and after each, shape {@code [k + 1]}; a copy. */
  public double[] returns() {
    return returns.clone();
  }

  /** The largest ‖x̃ − x‖∞ that an attack made since it was put in place. */
  public double largestChange() {
    return Math.max(
        rollouts.collector(Phase.ADAPTATION).largestChange(),
        rollouts.collector(Phase.VALIDATION).largestChange());
  }

  /** The largest ‖x̃ − x‖₂ that an attack made since it was put in place. */
  public double largestLength() {
    return Math.max(
        rollouts.collector(Phase.ADAPTATION).largestLength(),
        rollouts.collector(Phase.VALIDATION).largestLength());
  }

  /** How many transitions the episodes of the last {@link #run} have. */
  int samples() {
    return adaptationData().stream().mapToInt(TaskData::rows).sum() + validationData().rows();
  }

  /** What {@code theta} adapts to on the data that are there: U_k(… U₁(θ)). */
  private float[] adapt(float[] theta) {
    float[] parameters = theta;
    for (InnerStep step : steps) {
      parameters = step.adapt(parameters);
    }
    return parameters;
  }

  /** The gradient of the task's surrogate with respect to θ, where {@link #run} began. */
  @Override
  public double[] gradient() {
    double[] gradient = outer.gradient();
    pullBack(gradient);
    return gradient;
  }

  /** v ← Jᵀ F J v, the Hessian of the task's divergence with respect to θ, where {@link #run} began. */
  @Override
  public void curvature(double[] v) {
    pushForward(v);
    outer.curvature(v);
    pullBack(v);
  }

  /** v ← J v, J = J_k ⋯ J₁ the Jacobian of adaptation. */
  private void pushForward(double[] v) {
    if (!config.firstOrder()) {
      steps.forEach(step -> step.jacobian(v));
    }
  }

  /** v ← Jᵀ v. */
  private void pullBack(double[] v) {
    if (!config.firstOrder()) {
      steps.reversed().forEach(step -> step.jacobian(v));
    }
  }

  /**
   * The surrogate and the divergence of what {@code theta} adapts to; {@link #gradient} and {@link
   * #curvature} are lost by it.
   */
  @Override
  public TrustRegion.Trial trial(float[] theta) {
    return outer.trial(adapt(theta));
  }

  @Override
  public void close() {
    rollouts.close();
  }
}
