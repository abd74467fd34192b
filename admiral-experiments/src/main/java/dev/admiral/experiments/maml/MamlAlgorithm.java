package dev.admiral.experiments.maml;

import dev.admiral.adgan.AdGan;
import dev.admiral.adgan.AdGanAdversary;
import dev.admiral.attack.Fgsm;
import dev.admiral.attack.GaussianNoise;
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
import dev.admiral.experiments.comparison.SampledAdaptationConfig;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.environment.ContinuousActions;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.learner.Learner;
import dev.admiral.maml.Adversary;
import dev.admiral.maml.Maml;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.task.TaskFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** MAML-TRPO, and its variants, which differ in who perturbs the observations in the end of training. */
public enum MamlAlgorithm implements AdaptiveAlgorithm<MamlSettings> {
  MAML("maml", "MAML-TRPO: a policy that learns a task in one gradient step"),
  MAML_NOISE("maml-noise", "MAML-TRPO, fine-tuned under Gaussian noise on its observations"),
  MAML_FGSM("maml-fgsm", "MAML-TRPO, fine-tuned under the fast gradient sign method"),
  ADGAN("adgan", "MAML-TRPO, fine-tuned against a generator of perturbations that learns with it");

  /** The one that all of the paper's results begin with. */
  private static final String FIRST_FAMILY = "navigation-2d";

  private final String id;
  private final String description;

  MamlAlgorithm(String id, String description) {
    this.id = id;
    this.description = description;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public MamlSettings defaults(String environment) {
    var _ = Environments.standard().family(environment); // or there is none
    MamlSettings general = MamlSettings.defaults();
    return Preset.find(MAML.id, "families/" + environment)
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

  /** They differ in nothing that a preset says. */
  @Override
  public String presetFolder() {
    return MAML.id;
  }

  @Override
  public void check(MamlSettings settings, String environment) {
    NetworkSize.check("training.policy-hidden", settings.training().policyHidden());
    NetworkSize.check(
        "fine-tuning.gan.generator-hidden", settings.fineTuning().gan().generatorHidden());
    NetworkSize.check(
        "fine-tuning.gan.discriminator-hidden", settings.fineTuning().gan().discriminatorHidden());
    if (this != MAML
        && settings.fineTuning().cleanIterations() > settings.training().iterations()) {
      throw new UsageException(
          "fine-tuning.clean-iterations is %d, but training.iterations only %d"
              .formatted(
                  settings.fineTuning().cleanIterations(), settings.training().iterations()));
    }
    TaskFamily family = family(settings, environment);
    ContinuousActions.require(family, id);
    settings.comparison().check("comparison", family);
  }

  @Override
  public List<String> settingsAfterTraining() {
    return List.of("evaluation", "attack", "comparison");
  }

  @Override
  public Optional<TimeEstimate> estimate(
      MamlSettings settings, long begun, TrainingContext context) {
    return Optional.of(new MamlTimeEstimate(this, settings, context).measure(begun));
  }

  /** The clean iterations are the same for all; they can be gone on from where they end with a milestone. */
  @Override
  public long sharedUpdates(MamlSettings settings, String other) {
    boolean isVariant = Arrays.stream(values()).anyMatch(known -> known.id.equals(other));
    int clean = settings.fineTuning().cleanIterations();
    return isVariant && this != MAML && settings.training().isMilestone(clean) ? clean : 0;
  }

  @Override
  public Learner newLearner(MamlSettings settings, TrainingContext context) {
    TaskFamily family = family(settings, context.environment());
    RandomStreams streams = new RandomStreams(context.seed());
    Policy policy = Maml.policy(settings.training(), family);
    FineTuningConfig fineTuning = settings.fineTuning();
    int clean = fineTuning.cleanIterations();
    Box observations = Box.unbounded(policy.network().inputSize());
    Adversary adversary =
        switch (this) {
          case MAML -> Adversary.NONE;
          case MAML_NOISE ->
              Adversary.of(
                  new GaussianNoise(
                      fineTuning.noiseMean(),
                      fineTuning.noiseStd(),
                      PerturbationSet.unbounded(observations)),
                  clean);
          case MAML_FGSM -> Adversary.of(new Fgsm(fineTuning.fgsmEpsilon(), observations), clean);
          case ADGAN ->
              new AdGanAdversary(
                  new AdGan(fineTuning.gan(), policy, streams, context.workers()), clean);
        };
    return new Maml(settings.training(), family, adversary, streams, context.workers());
  }

  @Override
  public Optional<Evaluator<MamlSettings>> evaluator() {
    return Optional.of(new MetaTestEvaluator(this));
  }

  @Override
  public AdaptationTestConfig test(MamlSettings settings) {
    return settings.comparison();
  }

  @Override
  public String testGroup() {
    return "comparison";
  }

  @Override
  public TaskFamily testedFamily(MamlSettings settings, String environment) {
    return family(settings, environment);
  }

  @Override
  public AdaptiveModel model(MamlSettings settings, String environment, Checkpoint checkpoint) {
    return AdaptiveMetaPolicy.of(
        settings.training(), family(settings, environment), checkpoint, false);
  }

  @Override
  public SampledAdaptationConfig adaptation(MamlSettings settings, String environment) {
    MetaTestConfig own = settings.evaluation();
    int samples = own.episodes() * family(settings, environment).horizon();
    return settings.comparison().isWanted()
        ? settings.comparison().adaptation()
        : new SampledAdaptationConfig(own.steps(), samples, own.episodes());
  }

  @Override
  public String adaptationNote(MamlSettings settings) {
    return AdaptiveMetaPolicy.note(settings.comparison().adaptation());
  }

  @Override
  public Optional<String> unfinished(MamlSettings settings, Checkpoint checkpoint) {
    return AdaptiveAlgorithm.unfinished(
        checkpoint.integer("iteration"), settings.training().iterations());
  }

  /** The meta-policy: adapting it to a task takes gradients, which are left to the other program. */
  @Override
  public Optional<PortablePolicy> policy(MamlSettings settings, TrainedModel model) {
    Policy policy = Maml.policy(settings.training(), family(settings, model.environment()));
    return Optional.of(
        new PortablePolicy(
            "the meta-policy of " + id + ", not adapted to a task",
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
        "attack/largest_change",
        "rollout/real_samples");
  }

  /** The family of a run. */
  static TaskFamily family(MamlSettings settings, String environment) {
    return settings.family().applyTo(Environments.standard().family(environment));
  }

  /**
   * The settings of a run of one of these algorithms.
   *
   * @throws UsageException if it is of another
   */
  static MamlSettings settings(RunConfig run) {
    return RecordBinder.bind(of(run.algorithm()).defaults(run.environment()), run.settings());
  }

  /**
   * The algorithm of this id.
   *
   * @throws UsageException if there is none
   */
  static MamlAlgorithm of(String id) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.id.equals(id))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                Nearest.unknown(
                    "meta-policy's algorithm",
                    id,
                    Arrays.stream(values()).map(MamlAlgorithm::id).toList())));
  }
}
