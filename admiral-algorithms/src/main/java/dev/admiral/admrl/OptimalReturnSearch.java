package dev.admiral.admrl;

import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.env.Environment;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Policy;
import dev.admiral.policy.ValueFunction;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.rollout.RolloutCollector;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.rollout.Trajectories;
import dev.admiral.task.TaskEnvironment;
import dev.admiral.task.TaskFamily;
import dev.admiral.trpo.Trpo;
import dev.admiral.trpo.TrpoConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Estimates A⋆(ψ), which the paper does not say how to get: TRPO in the real simulator, where samples are
 * cheap to us though they would not be to a robot, once from a fresh policy and once from the policy that
 * adaptation ended with. The larger of the two returns is taken; it is a lower bound on the optimum. Where
 * no policy was adapted that TRPO could go on with, the search from a fresh one is all.
 */
public final class OptimalReturnSearch {
  private final OptimalReturnConfig config;
  private final int episodes;
  private final Choice choice;
  private final TrpoConfig trpo;
  private final double initialStd;

  /**
   * A search.
   *
   * @param measurement how returns are measured: episodes and choice of actions
   * @param trpo of every update
   * @param initialStd of a fresh policy's actions
   */
  public OptimalReturnSearch(
      OptimalReturnConfig config,
      AdaptationConfig measurement,
      TrpoConfig trpo,
      double initialStd) {
    this(config, measurement.episodes(), measurement.choice(), trpo, initialStd);
  }

  /**
   * A search.
   *
   * @param episodes with which a return is measured
   * @param choice of the measured policy's actions
   * @param trpo of every update
   * @param initialStd of a fresh policy's actions
   */
  public OptimalReturnSearch(
      OptimalReturnConfig config, int episodes, Choice choice, TrpoConfig trpo, double initialStd) {
    this.config = config;
    this.episodes = episodes;
    this.choice = choice;
    this.trpo = trpo;
    this.initialStd = initialStd;
  }

  /**
   * The outcome.
   *
   * @param returns of the evaluation episodes of the better policy
   * @param policy θ of the better policy, under the normaliser of the search
   * @param samples real transitions that the search took, from all its starts
   * @param fromFresh whether the search from a fresh policy was the better one
   */
  public record Outcome(double[] returns, float[] policy, long samples, boolean fromFresh) {}

  /**
   * Searches.
   *
   * @param slbo whose policy architecture and normaliser are used; it is not changed
   * @param adapted θ that adaptation ended with
   * @param progress told which part is done, in [0, 1]
   */
  public Outcome search(
      Slbo slbo, double[] task, float[] adapted, RandomStreams streams, DoubleConsumer progress) {
    Policy policy = slbo.policy();
    float[] fresh = policy.initialParameters(streams.stream("optimum/policy"), initialStd);
    double[] fromFresh =
        improve(
            slbo.family(),
            policy,
            task,
            fresh,
            streams,
            "optimum/fresh",
            part -> progress.accept(part / 2));
    float[] improved = adapted.clone();
    double[] fromAdapted =
        improve(
            slbo.family(),
            policy,
            task,
            improved,
            streams,
            "optimum/adapted",
            part -> progress.accept((1 + part) / 2));
    boolean freshIsBetter = mean(fromFresh) > mean(fromAdapted);
    return new Outcome(
        freshIsBetter ? fromFresh : fromAdapted,
        freshIsBetter ? fresh : improved,
        2L * config.updates() * config.samples(),
        freshIsBetter);
  }

  /**
   * Searches from a fresh policy alone, a tanh perceptron that normalises observations by those of a first
   * collection.
   *
   * @param hidden the widths of the policy's hidden layers
   * @param progress told which part is done, in [0, 1]
   */
  public Outcome search(
      TaskFamily family,
      List<Integer> hidden,
      double[] task,
      RandomStreams streams,
      DoubleConsumer progress) {
    int actionSize;
    RunningNormalizer normalizer;
    try (Environment dynamics = family.newDynamics()) {
      actionSize = dynamics.actionSpace().size();
      normalizer = new RunningNormalizer(dynamics.observationSpace().size());
    }
    Policy policy = Policy.gaussian(normalizer, hidden, actionSize);
    float[] fresh = policy.initialParameters(streams.stream("optimum/policy"), initialStd);
    int environments = environments(family);
    try (PooledVectorEnvironment vector =
        new PooledVectorEnvironment(
            tasks(family, task, environments), streams, "optimum/first/states", Workers.SERIAL)) {
      Trajectories first = trajectories(vector, family, environments);
      new RolloutCollector(vector, policy, streams, "optimum/first/actions", Workers.SERIAL)
          .collect(fresh, first);
      normalizer.update(first.observations());
    }
    double[] returns = improve(family, policy, task, fresh, streams, "optimum/fresh", progress);
    return new Outcome(returns, fresh, (config.updates() + 1L) * config.samples(), true);
  }

  private int environments(TaskFamily family) {
    int environments = config.samples() / family.horizon();
    if (environments * family.horizon() != config.samples()) {
      throw new IllegalArgumentException(
          "%d samples are no multiple of %s's horizon of %d"
              .formatted(config.samples(), family.id(), family.horizon()));
    }
    return environments;
  }

  /** Improves {@code parameters} in place; the returns of what they become. */
  private double[] improve(
      TaskFamily family,
      Policy policy,
      double[] task,
      float[] parameters,
      RandomStreams streams,
      String name,
      DoubleConsumer progress) {
    int environments = environments(family);
    try (PooledVectorEnvironment vector =
        new PooledVectorEnvironment(
            tasks(family, task, environments), streams, name + "/states", Workers.SERIAL)) {
      var collector =
          new RolloutCollector(vector, policy, streams, name + "/actions", Workers.SERIAL);
      var samples = trajectories(vector, family, environments);
      ValueFunction value = new ValueFunction(trpo.value(), policy.normalizer(), Workers.SERIAL);
      value.reset(streams.stream(name + "/value"));
      Trpo optimizer = new Trpo(trpo, policy, value, samples.rows(), Workers.SERIAL);
      for (int i = 0; i < config.updates(); i++) {
        collector.collect(parameters, samples);
        optimizer.update(parameters, samples, streams.stream(name + "/batches"));
        progress.accept((i + 1.0) / config.updates());
      }
    }
    try (PooledVectorEnvironment vector =
        new PooledVectorEnvironment(
            tasks(family, task, episodes), streams, name + "/test-states", Workers.SERIAL)) {
      Trajectories test = trajectories(vector, family, episodes);
      new RolloutCollector(vector, policy, streams, name + "/test-actions", Workers.SERIAL)
          .collect(parameters, choice, null, test);
      return new EpisodeBatch(test).returns();
    }
  }

  private static List<TaskEnvironment> tasks(TaskFamily family, double[] task, int count) {
    List<TaskEnvironment> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(new TaskEnvironment(family, task));
    }
    return tasks;
  }

  private static Trajectories trajectories(
      PooledVectorEnvironment vector, TaskFamily family, int environments) {
    return new Trajectories(
        family.horizon(),
        environments,
        vector.observationSpace().size(),
        vector.actionSpace().size());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
