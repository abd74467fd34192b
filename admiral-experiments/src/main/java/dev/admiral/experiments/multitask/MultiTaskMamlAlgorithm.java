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
import dev.admiral.experiments.maml.AdaptiveMetaPolicy;
import dev.admiral.experiments.maml.MamlAlgorithm;
import dev.admiral.learner.Learner;
import dev.admiral.maml.Maml;
import dev.admiral.maml.MamlConfig;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.util.List;
import java.util.Optional;

/** MAML-MT: MAML on a family that tells the policy its task. */
public final class MultiTaskMamlAlgorithm implements MultiTaskAlgorithm<MultiTaskMamlSettings> {
  @Override
  public String id() {
    return "maml-mt";
  }

  @Override
  public String description() {
    return "MAML-TRPO with a policy that is told the task";
  }

  /** The training's are MAML's own for this family. */
  @Override
  public MultiTaskMamlSettings defaults(String environment) {
    TaskFamily family = Environments.standard().family(environment);
    return new MultiTaskMamlSettings(
        FamilyConfig.defaults(),
        MamlAlgorithm.MAML.defaults(environment).training(),
        AdaptationTestConfig.defaults(family.parameters().size()));
  }

  @Override
  public void check(MultiTaskMamlSettings settings, String environment) {
    NetworkSize.check("training.policy-hidden", settings.training().policyHidden());
    var _ = checkedFamily(settings, environment); // or it throws
  }

  @Override
  public Optional<TimeEstimate> estimate(
      MultiTaskMamlSettings settings, long begun, TrainingContext context) {
    MamlConfig training = settings.training();
    TaskFamily family = testedFamily(settings, context.environment());
    try (Learner learner = newLearner(settings, context)) {
      double samples =
          (training.innerSteps() + 1.0) * training.tasks() * training.episodes() * family.horizon();
      return Optional.of(
          IterationTime.estimate(
              learner,
              training.iterations() - begun,
              samples,
              settings.evaluation().realSteps(family)));
    }
  }

  @Override
  public Learner newLearner(MultiTaskMamlSettings settings, TrainingContext context) {
    return new Maml(
        settings.training(),
        ToldFamilies.told(settings.family(), context.environment()),
        new RandomStreams(context.seed()),
        context.workers());
  }

  @Override
  public AdaptiveModel model(
      MultiTaskMamlSettings settings, String environment, Checkpoint checkpoint) {
    return AdaptiveMetaPolicy.of(
        settings.training(), ToldFamilies.told(settings.family(), environment), checkpoint, true);
  }

  @Override
  public String adaptationNote(MultiTaskMamlSettings settings) {
    return AdaptiveMetaPolicy.note(settings.evaluation().adaptation())
        + "; n = 0 is the meta-policy, which is told ψ";
  }

  @Override
  public Optional<String> unfinished(MultiTaskMamlSettings settings, Checkpoint checkpoint) {
    return AdaptiveAlgorithm.unfinished(
        checkpoint.integer("iteration"), settings.training().iterations());
  }

  /** Its last observations are ψ, scaled to [−1, 1]ᵏ over Ψ. */
  @Override
  public Optional<PortablePolicy> policy(MultiTaskMamlSettings settings, TrainedModel model) {
    Policy policy =
        Maml.policy(settings.training(), ToldFamilies.told(settings.family(), model.environment()));
    return Optional.of(
        new PortablePolicy(
            "the meta-policy of maml-mt, not adapted to a task, which observes ψ after the state,"
                + " scaled to [-1, 1]",
            policy,
            Maml.parameters(policy, model.checkpoint()),
            Optional.empty()));
  }

  @Override
  public List<String> headlineMetrics() {
    return List.of(
        "meta/before_return",
        "meta/after_return",
        "train/approx_kl",
        "train/std",
        "rollout/real_samples");
  }
}
