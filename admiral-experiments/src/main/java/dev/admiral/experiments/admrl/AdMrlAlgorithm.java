package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrl;
import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.algorithm.TaskPolicy;
import dev.admiral.experiments.algorithm.TaskPolicyAlgorithm;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.learner.Learner;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.task.TaskFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** AdMRL, or one of its variants, which differ in how the next task is chosen. */
public enum AdMrlAlgorithm implements TaskPolicyAlgorithm<AdMrlSettings> {
  ADMRL(
      "admrl",
      "model-based adversarial meta-RL: trains a shared model on the tasks it is worst at",
      AdMrlConfig.Selection.ADVERSARIAL),
  MB_UNIF("mb-unif", "the same learner on tasks drawn uniformly", AdMrlConfig.Selection.UNIFORM),
  MB_GAUSS(
      "mb-gauss",
      "the same learner on tasks drawn from a normal distribution",
      AdMrlConfig.Selection.GAUSSIAN);

  private final String id;
  private final String description;
  private final AdMrlConfig.Selection selection;

  AdMrlAlgorithm(String id, String description, AdMrlConfig.Selection selection) {
    this.id = id;
    this.description = description;
    this.selection = selection;
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
  public AdMrlSettings defaults(String environment) {
    TaskFamily family = Environments.standard().family(environment);
    AdMrlSettings general = AdMrlSettings.defaults(selection, family);
    return Preset.find(ADMRL.id, "families/" + environment)
        .map(own -> RecordBinder.bind(general, own.settings()))
        .orElse(general);
  }

  @Override
  public List<String> environments() {
    return Environments.standard().families().stream().map(family -> family.family().id()).toList();
  }

  @Override
  public List<String> presets() {
    return List.of("quick", "standard", "paper");
  }

  /** They differ in nothing that a preset says. */
  @Override
  public String presetFolder() {
    return ADMRL.id;
  }

  @Override
  public void check(AdMrlSettings settings, String environment) {
    new SettingsCheck(settings, family(settings, environment)).run(this);
  }

  /** With the statistics of a family whose reward depends on them. */
  @Override
  public AdMrlSettings complete(AdMrlSettings settings, String environment) {
    return new AdMrlSettings(
        settings.family().complete(Environments.standard().family(environment)),
        settings.training(),
        settings.evaluation());
  }

  @Override
  public List<String> completedSettings() {
    return List.of("family.statistics");
  }

  /** It shares no updates with another: a training begins at 0. */
  @Override
  public Optional<TimeEstimate> estimate(
      AdMrlSettings settings, long begun, TrainingContext context) {
    return Optional.of(
        new AdMrlTimeEstimate(
                settings,
                family(settings, context.environment()),
                new RandomStreams(context.seed()),
                context.workers())
            .measure());
  }

  @Override
  public Learner newLearner(AdMrlSettings settings, TrainingContext context) {
    return new AdMrl(
        settings.training(),
        family(settings, context.environment()),
        new RandomStreams(context.seed()),
        context.workers());
  }

  @Override
  public Optional<Evaluator<AdMrlSettings>> evaluator() {
    return Optional.of(new AdMrlEvaluator(id));
  }

  /**
   * That of the task at hand, for there is one to each task.
   *
   * @throws UsageException if the task has only begun
   */
  @Override
  public Optional<PortablePolicy> policy(AdMrlSettings settings, TrainedModel model) {
    Trained trained = trained(settings, model);
    return Optional.of(
        new PortablePolicy(
            "the policy of %s for its latest task, %s"
                .formatted(id, Arrays.toString(latestTask(settings, model))),
            trained.policy(),
            trained.parameters(),
            Optional.empty()));
  }

  private record Trained(Policy policy, float[] parameters) {}

  private static Trained trained(AdMrlSettings settings, TrainedModel model) {
    TaskFamily family = family(settings, model.environment());
    try (Slbo slbo =
        new Slbo(
            settings.training().slbo(), family, new RandomStreams(model.seed()), Workers.SERIAL)) {
      slbo.restore(AdMrl.slboState(model.checkpoint())); // with what observations are normalised by
      float[] parameters =
          AdMrl.parameters(slbo.policy(), model.checkpoint()).orElseThrow(() -> onlyBegun(model));
      return new Trained(slbo.policy(), parameters);
    }
  }

  private static double[] latestTask(AdMrlSettings settings, TrainedModel model) {
    TaskFamily family = family(settings, model.environment());
    List<double[]> visited = AdMrl.visitedTasks(model.checkpoint(), family);
    if (visited.isEmpty()) {
      throw onlyBegun(model);
    }
    return visited.getLast();
  }

  private static UsageException onlyBegun(TrainedModel model) {
    return new UsageException(
        ("%1$s has only begun its task, for which it has no trained policy yet:"
                + " \"admiral resume %1$s\" trains it")
            .formatted(model.folder().path()));
  }

  @Override
  public TaskFamily testedFamily(AdMrlSettings settings, String environment) {
    return family(settings, environment);
  }

  /** The latest, for which there is a policy. */
  @Override
  public double[] defaultTask(AdMrlSettings settings, TrainedModel model) {
    return latestTask(settings, model);
  }

  @Override
  public Choice choice(AdMrlSettings settings) {
    return settings.evaluation().adaptation().choice();
  }

  /** {@inheritDoc} Its value function is of the model's world, so it is none to attack. */
  @Override
  public TaskPolicy taskPolicy(AdMrlSettings settings, TrainedModel model, double[] task) {
    Trained trained = trained(settings, model);
    double[] latest = latestTask(settings, model);
    if (!Arrays.equals(latest, task)) {
      throw new UsageException(
          ("%1$s keeps the policy of its latest task alone, %2$s: one for %3$s must be trained in"
                  + " the model, as \"admiral evaluate %1$s\" does")
              .formatted(model.folder().path(), Arrays.toString(latest), Arrays.toString(task)));
    }
    TaskFamily family = family(settings, model.environment());
    return new TaskPolicy(
        "the run's latest",
        trained.policy(),
        trained.parameters(),
        () -> TaskPolicy.environment(family, task),
        Optional.empty());
  }

  @Override
  public List<String> headlineMetrics() {
    return List.of(
        "meta/untrained_return",
        "meta/zero_shot_return",
        "meta/adapted_return",
        "rollout/ep_rew_mean",
        "rollout/real_samples",
        "model/loss",
        "model/validation_loss",
        "task/gradient_norm");
  }

  /** The family of a run. */
  static TaskFamily family(AdMrlSettings settings, String environment) {
    return settings.family().applyTo(Environments.standard().family(environment));
  }

  /** The settings of a run of one of these algorithms. */
  static AdMrlSettings settings(RunConfig run) {
    return RecordBinder.bind(of(run.algorithm()).defaults(run.environment()), run.settings());
  }

  AdMrlConfig.Selection selection() {
    return selection;
  }

  /** Whether this is the id of one of these algorithms. */
  static boolean isOne(String id) {
    return Arrays.stream(values()).anyMatch(algorithm -> algorithm.id.equals(id));
  }

  /** The algorithm of this id, which there is. */
  static AdMrlAlgorithm of(String id) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.id.equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The algorithm that chooses tasks this way. */
  static AdMrlAlgorithm of(AdMrlConfig.Selection selection) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.selection == selection)
        .findFirst()
        .orElseThrow();
  }
}
