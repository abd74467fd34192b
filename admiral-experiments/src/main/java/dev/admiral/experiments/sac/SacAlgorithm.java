package dev.admiral.experiments.sac;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.NetworkSize;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.attack.LoadedPolicy;
import dev.admiral.experiments.attack.PolicyAlgorithm;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.attack.PolicyTestEvaluator;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.learner.Learner;
import dev.admiral.mujoco.env.MujocoEnvironments;
import dev.admiral.random.RandomStreams;
import dev.admiral.sac.Sac;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Soft actor-critic on the robots: it needs continuous actions. */
public enum SacAlgorithm implements PolicyAlgorithm<SacSettings> {
  SAC;

  private static final String FIRST = "hopper";

  @Override
  public String id() {
    return "sac";
  }

  @Override
  public String description() {
    return "soft actor-critic with an automatic temperature";
  }

  @Override
  public SacSettings defaults(String environment) {
    Nearest.choose("environment", environment, environments());
    return SacSettings.defaults();
  }

  @Override
  public List<String> environments() {
    return Stream.concat(Stream.of(FIRST), MujocoEnvironments.ids().stream()).distinct().toList();
  }

  @Override
  public List<String> presets() {
    return List.of("quick", "standard", "paper");
  }

  @Override
  public void check(SacSettings settings, String environment) {
    NetworkSize.check("training.hidden", settings.training().hidden());
    settings.evaluation().attacks().forEach(PolicyAttackKind::of); // or it throws
    settings.attack().check(environment);
  }

  @Override
  public void checkMemory(SacSettings settings, String environment) {
    if (!Environments.isAtHand(environment)) {
      return; // how many numbers it observes is not known yet
    }
    try (Environment one = SacSettings.environment(environment)) {
      Sac.requireMemory(
          settings.training(), one.observationSpace().size(), one.actionSpace().size());
    } catch (IllegalArgumentException e) {
      throw new UsageException("training.capacity, training.batch-size: " + e.getMessage(), e);
    }
  }

  @Override
  public Learner newLearner(SacSettings settings, TrainingContext context) {
    RandomStreams streams = new RandomStreams(context.seed());
    Workers workers = context.workers();
    VectorEnvironment environments =
        new PooledVectorEnvironment(
            IntStream.range(0, settings.training().environments())
                .mapToObj(i -> SacSettings.environment(context.environment()))
                .toList(),
            streams,
            "sac/environment",
            workers);
    try {
      return new Sac(settings.training(), environments, streams, workers);
    } catch (IllegalArgumentException e) { // a memory that does not fit
      environments.close();
      throw new UsageException("training.capacity, training.batch-size: " + e.getMessage());
    }
  }

  @Override
  public Optional<TimeEstimate> estimate(
      SacSettings settings, long begun, TrainingContext context) {
    return Optional.of(new SacTimeEstimate(settings, context).measure());
  }

  @Override
  public Optional<Evaluator<SacSettings>> evaluator() {
    return Optional.of(new PolicyTestEvaluator<>(id()));
  }

  @Override
  public Optional<PortablePolicy> policy(SacSettings settings, TrainedModel model) {
    LoadedPolicy loaded = settings.load(model);
    return Optional.of(
        new PortablePolicy(
            "the policy of sac, whose actions in [-1, 1] are stretched to the environment's",
            loaded.policy(),
            loaded.parameters(),
            Optional.empty()));
  }

  @Override
  public List<String> headlineMetrics() {
    return List.of(
        "rollout/ep_rew_mean",
        "rollout/ep_len_mean",
        "rollout/real_samples",
        "train/critic_loss",
        "train/q_mean",
        "train/entropy",
        "train/ent_coef");
  }
}
