package dev.admiral.experiments.multitask;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.algorithm.NetworkSize;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.comparison.AdaptiveAlgorithm;
import dev.admiral.experiments.comparison.AdaptiveModel;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.learner.Learner;
import dev.admiral.multitask.JointTraining;
import dev.admiral.multitask.JointTrainingConfig;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.ContextualFamily;
import dev.admiral.task.TaskFamily;
import java.util.List;
import java.util.Optional;

/** MT-joint. */
public final class JointAlgorithm implements MultiTaskAlgorithm<JointSettings> {
  @Override
  public String id() {
    return "mt-joint";
  }

  @Override
  public String description() {
    return "a policy that is told the task, trained on many tasks at once";
  }

  @Override
  public JointSettings defaults(String environment) {
    TaskFamily family = Environments.standard().family(environment);
    return new JointSettings(
        FamilyConfig.defaults(),
        JointTrainingConfig.defaults(),
        AdaptationTestConfig.defaults(family.parameters().size()));
  }

  @Override
  public void check(JointSettings settings, String environment) {
    NetworkSize.check("training.policy-hidden", settings.training().policyHidden());
    var _ = checkedFamily(settings, environment); // or it throws
  }

  @Override
  public Optional<TimeEstimate> estimate(
      JointSettings settings, long begun, TrainingContext context) {
    JointTrainingConfig training = settings.training();
    TaskFamily family = testedFamily(settings, context.environment());
    try (Learner learner = newLearner(settings, context)) {
      double samples = (double) training.tasks() * training.episodes() * family.horizon();
      return Optional.of(
          IterationTime.estimate(
              learner,
              training.iterations() - begun,
              samples,
              settings.evaluation().realSteps(family)));
    }
  }

  @Override
  public Learner newLearner(JointSettings settings, TrainingContext context) {
    return new JointTraining(
        settings.training(),
        testedFamily(settings, context.environment()),
        new RandomStreams(context.seed()),
        context.workers());
  }

  @Override
  public AdaptiveModel model(JointSettings settings, String environment, Checkpoint checkpoint) {
    ContextualFamily told = ToldFamilies.told(settings.family(), environment);
    Policy policy = JointTraining.policy(settings.training(), told);
    return new UnadaptedPolicy(told, policy, JointTraining.parameters(policy, checkpoint));
  }

  @Override
  public String adaptationNote(JointSettings settings) {
    return "none: the policy is told ψ and takes no samples, so that Aₙ = A₀ for every n, measured"
        + " once";
  }

  @Override
  public Optional<String> unfinished(JointSettings settings, Checkpoint checkpoint) {
    return AdaptiveAlgorithm.unfinished(
        checkpoint.integer("iteration"), settings.training().iterations());
  }

  /** Its last observations are ψ, scaled to [−1, 1]ᵏ over Ψ. */
  @Override
  public Optional<PortablePolicy> policy(JointSettings settings, TrainedModel model) {
    Policy policy =
        JointTraining.policy(
            settings.training(), ToldFamilies.told(settings.family(), model.environment()));
    return Optional.of(
        new PortablePolicy(
            "the multi-task policy of mt-joint, which observes ψ after the state, scaled to [-1,"
                + " 1]",
            policy,
            JointTraining.parameters(policy, model.checkpoint()),
            Optional.empty()));
  }

  @Override
  public List<String> headlineMetrics() {
    return List.of(
        "rollout/ep_rew_mean",
        "rollout/ep_len_mean",
        "train/approx_kl",
        "train/std",
        "rollout/real_samples");
  }
}
