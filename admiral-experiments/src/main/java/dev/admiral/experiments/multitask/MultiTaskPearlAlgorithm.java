package dev.admiral.experiments.multitask;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.NetworkSize;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.comparison.AdaptiveAlgorithm;
import dev.admiral.experiments.comparison.AdaptiveModel;
import dev.admiral.experiments.comparison.AdaptivePearl;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.experiments.pearl.PearlAlgorithm;
import dev.admiral.experiments.pearl.PearlMemory;
import dev.admiral.experiments.pearl.PearlSettings;
import dev.admiral.experiments.pearl.PearlTestConfig;
import dev.admiral.learner.Learner;
import dev.admiral.pearl.Pearl;
import dev.admiral.pearl.PearlAgent;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.task.ContextualFamily;
import dev.admiral.task.TaskFamily;
import java.util.List;
import java.util.Optional;

/** PEARL-MT: PEARL on a family that tells the policy its task. */
public final class MultiTaskPearlAlgorithm implements MultiTaskAlgorithm<MultiTaskPearlSettings> {
  @Override
  public String id() {
    return "pearl-mt";
  }

  @Override
  public String description() {
    return "PEARL with a policy that is told the task";
  }

  /** The training's are PEARL's own for this family. */
  @Override
  public MultiTaskPearlSettings defaults(String environment) {
    TaskFamily family = Environments.standard().family(environment);
    return new MultiTaskPearlSettings(
        FamilyConfig.defaults(),
        PearlAlgorithm.PEARL.defaults(environment).training(),
        AdaptationTestConfig.defaults(family.parameters().size()));
  }

  @Override
  public void check(MultiTaskPearlSettings settings, String environment) {
    NetworkSize.check("training.hidden", settings.training().hidden());
    NetworkSize.check("training.encoder-hidden", settings.training().encoderHidden());
    PearlMemory.checkCapacity(settings.training(), checkedFamily(settings, environment));
  }

  @Override
  public void checkMemory(MultiTaskPearlSettings settings, String environment) {
    PearlMemory.checkHeap(settings.training(), ToldFamilies.told(settings.family(), environment));
  }

  /** As long as PEARL's: a few numbers more are observed. */
  @Override
  public Optional<TimeEstimate> estimate(
      MultiTaskPearlSettings settings, long begun, TrainingContext context) {
    PearlSettings untold =
        new PearlSettings(
            settings.family(),
            settings.training(),
            PearlTestConfig.defaults(),
            settings.evaluation());
    return PearlAlgorithm.PEARL.estimate(untold, begun, context);
  }

  @Override
  public Learner newLearner(MultiTaskPearlSettings settings, TrainingContext context) {
    try {
      return new Pearl(
          settings.training(),
          ToldFamilies.told(settings.family(), context.environment()),
          new RandomStreams(context.seed()),
          context.workers());
    } catch (IllegalArgumentException e) { // actions without ends, a memory that does not fit
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public AdaptiveModel model(
      MultiTaskPearlSettings settings, String environment, Checkpoint checkpoint) {
    ContextualFamily told = ToldFamilies.told(settings.family(), environment);
    return AdaptivePearl.of(settings.training(), told, checkpoint, true);
  }

  @Override
  public Choice choice(MultiTaskPearlSettings settings) {
    return Choice.MODE;
  }

  @Override
  public String adaptationNote(MultiTaskPearlSettings settings) {
    return AdaptivePearl.note(settings.evaluation().adaptation())
        + "; n = 0 has a z from the prior and is told ψ";
  }

  @Override
  public Optional<String> unfinished(MultiTaskPearlSettings settings, Checkpoint checkpoint) {
    return AdaptiveAlgorithm.unfinished(
        Pearl.iterations(settings.training(), checkpoint), settings.training().iterations());
  }

  /** What it has believed of a task is among its inputs, as ψ is: inferring it is left to the other program. */
  @Override
  public Optional<PortablePolicy> policy(MultiTaskPearlSettings settings, TrainedModel model) {
    PearlAgent agent =
        PearlAgent.of(
            settings.training(),
            ToldFamilies.told(settings.family(), model.environment()),
            model.checkpoint());
    return Optional.of(
        new PortablePolicy(
            "the policy of pearl-mt, which is shown ψ after the state, scaled to [-1, 1], and then"
                + " z; its actions in [-1, 1] are stretched to the environment's",
            agent.policy(),
            agent.policyParameters(),
            Optional.empty()));
  }

  @Override
  public List<String> headlineMetrics() {
    return List.of("meta/before_return", "meta/after_return", "rollout/real_samples");
  }
}
