package dev.admiral.experiments.pearl;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.NetworkSize;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.comparison.AdaptiveAlgorithm;
import dev.admiral.experiments.comparison.AdaptiveModel;
import dev.admiral.experiments.comparison.AdaptivePearl;
import dev.admiral.experiments.comparison.SampledAdaptationConfig;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.environment.ContinuousActions;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.learner.Learner;
import dev.admiral.pearl.Pearl;
import dev.admiral.pearl.PearlAgent;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.task.TaskFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PEARL on task families. */
public enum PearlAlgorithm implements AdaptiveAlgorithm<PearlSettings> {
  PEARL;

  /** The one that its paper and its users begin with. */
  private static final String FIRST_FAMILY = "half-cheetah-vel";

  @Override
  public String id() {
    return "pearl";
  }

  @Override
  public String description() {
    return "PEARL: soft actor-critic that infers its task from what it has seen of it";
  }

  @Override
  public PearlSettings defaults(String environment) {
    var _ = Environments.standard().family(environment); // or there is none
    PearlSettings general = PearlSettings.defaults();
    return Preset.find(id(), "families/" + environment)
        .map(own -> RecordBinder.bind(general, own.settings()))
        .orElse(general);
  }

  @Override
  public List<String> environments() {
    List<String> all =
        Environments.standard().families().stream().map(known -> known.family().id()).toList();
    return Stream.concat(Stream.of(FIRST_FAMILY), all.stream()).distinct().toList();
  }

  @Override
  public List<String> presets() {
    return List.of("quick", "standard", "paper");
  }

  @Override
  public void check(PearlSettings settings, String environment) {
    NetworkSize.check("training.hidden", settings.training().hidden());
    NetworkSize.check("training.encoder-hidden", settings.training().encoderHidden());
    TaskFamily family = family(settings, environment);
    ContinuousActions.require(family, id());
    PearlMemory.checkCapacity(settings.training(), family);
    settings.comparison().check("comparison", family);
  }

  @Override
  public void checkMemory(PearlSettings settings, String environment) {
    PearlMemory.checkHeap(settings.training(), family(settings, environment));
  }

  @Override
  public List<String> settingsAfterTraining() {
    return List.of("evaluation", "comparison");
  }

  @Override
  public AdaptationTestConfig test(PearlSettings settings) {
    return settings.comparison();
  }

  @Override
  public String testGroup() {
    return "comparison";
  }

  @Override
  public TaskFamily testedFamily(PearlSettings settings, String environment) {
    return family(settings, environment);
  }

  @Override
  public AdaptiveModel model(PearlSettings settings, String environment, Checkpoint checkpoint) {
    TaskFamily family = family(settings, environment);
    return AdaptivePearl.of(settings.training(), family, checkpoint, false);
  }

  @Override
  public SampledAdaptationConfig adaptation(PearlSettings settings, String environment) {
    PearlTestConfig own = settings.evaluation();
    return settings.comparison().isWanted()
        ? settings.comparison().adaptation()
        : new SampledAdaptationConfig(own.stages(), own.samples(), own.episodes());
  }

  @Override
  public Choice choice(PearlSettings settings) {
    return Choice.MODE;
  }

  @Override
  public String adaptationNote(PearlSettings settings) {
    return AdaptivePearl.note(settings.comparison().adaptation());
  }

  @Override
  public Optional<String> unfinished(PearlSettings settings, Checkpoint checkpoint) {
    return AdaptiveAlgorithm.unfinished(
        Pearl.iterations(settings.training(), checkpoint), settings.training().iterations());
  }

  @Override
  public Learner newLearner(PearlSettings settings, TrainingContext context) {
    try {
      return new Pearl(
          settings.training(),
          family(settings, context.environment()),
          new RandomStreams(context.seed()),
          context.workers());
    } catch (IllegalArgumentException e) { // actions without ends, a memory that does not fit
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<TimeEstimate> estimate(
      PearlSettings settings, long begun, TrainingContext context) {
    return Optional.of(new PearlTimeEstimate(settings, context).measure());
  }

  @Override
  public Optional<Evaluator<PearlSettings>> evaluator() {
    return Optional.of(new PearlTestEvaluator());
  }

  /** What it has believed of a task is among its inputs: inferring it is left to the other program. */
  @Override
  public Optional<PortablePolicy> policy(PearlSettings settings, TrainedModel model) {
    PearlAgent agent = agent(settings, model);
    return Optional.of(
        new PortablePolicy(
            "the policy of pearl, which is shown z after the observation; its actions in [-1, 1]"
                + " are stretched to the environment's",
            agent.policy(),
            agent.policyParameters(),
            Optional.empty()));
  }

  private static PearlAgent agent(PearlSettings settings, TrainedModel model) {
    return PearlAgent.of(
        settings.training(), family(settings, model.environment()), model.checkpoint());
  }

  @Override
  public List<String> headlineMetrics() {
    return List.of(
        "meta/before_return",
        "meta/after_return",
        "train/critic_loss",
        "train/latent_kl",
        "train/entropy",
        "rollout/real_samples");
  }

  /** The family of a run. */
  static TaskFamily family(PearlSettings settings, String environment) {
    return settings.family().applyTo(Environments.standard().family(environment));
  }
}
