package dev.admiral.experiments.ppo;

import dev.admiral.attack.ValueObjective;
import dev.admiral.defense.Atpa;
import dev.admiral.defense.DataAugmentation;
import dev.admiral.defense.Defense;
import dev.admiral.defense.Stagewise;
import dev.admiral.env.Environment;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.NetworkSize;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.attack.AttackSettings;
import dev.admiral.experiments.attack.LoadedPolicy;
import dev.admiral.experiments.attack.PolicyAlgorithm;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.attack.PolicyTestEvaluator;
import dev.admiral.experiments.attack.TrainedPolicy;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.learner.Learner;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.policy.ActorCritic;
import dev.admiral.ppo.AdversarialTraining;
import dev.admiral.ppo.Ppo;
import dev.admiral.ppo.PpoConfig;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Discrete;
import dev.admiral.space.Space;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** PPO, and its variants, which differ in when the policy in training is attacked. */
public enum PpoAlgorithm implements PolicyAlgorithm<PpoSettings> {
  PPO("ppo", "proximal policy optimisation, undisturbed"),
  ATPA("atpa", "PPO of the attacked policy: adversarial training with policy attack"),
  STAGEWISE("stagewise", "PPO, attacked after a clean first third of the training"),
  DATA_AUGMENT("data-augment", "PPO on true and, more and more, on perturbed observations");

  private final String id;
  private final String description;

  PpoAlgorithm(String id, String description) {
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
  public PpoSettings defaults(String environment) {
    PpoSettings general = PolicyEnvironments.defaults(environment);
    return Preset.find(PPO.id, "environments/" + environment)
        .map(own -> RecordBinder.bind(general, own.settings()))
        .orElse(general);
  }

  @Override
  public List<String> environments() {
    return PolicyEnvironments.ids();
  }

  @Override
  public List<String> presets() {
    return List.of("quick", "standard", "paper");
  }

  /** An attack in every step takes time, so attacked trainings are shortened more. */
  @Override
  public String presetFolder() {
    return this == PPO ? PPO.id : ATPA.id;
  }

  /** All games are shortened alike. */
  @Override
  public String presetVariant(String environment) {
    return Environments.isAtari(environment) ? "atari" : environment;
  }

  /** Undefended, nothing of the attack concerns the training. */
  @Override
  public List<String> settingsAfterTraining() {
    return this == PPO ? settingsAfterSharedUpdates() : List.of("evaluation");
  }

  /** Until a defence's first attack it is PPO, which keeps a milestone in the middle. */
  @Override
  public long sharedUpdates(PpoSettings settings, String other) {
    PpoConfig training = settings.training();
    double last = (training.middle() - 1.0) / training.updates();
    boolean isClean = defense(settings).filter(defense -> defense.frequency(last) == 0).isPresent();
    return isClean && other.equals(PPO.id) ? training.middle() : 0;
  }

  @Override
  public List<String> settingsAfterSharedUpdates() {
    return List.of("evaluation", "attack", "defense");
  }

  @Override
  public void check(PpoSettings settings, String environment) {
    NetworkSize.check("hidden", settings.hidden());
    checkNormalization(settings.normalization(), environment);
    settings.attack().check(environment);
    if (this != PPO && settings.attack().kind() == PolicyAttackKind.NONE) {
      throw new UsageException("attack.kind is none, but " + id + " trains under an attack");
    }
    checkNetwork(settings, environment);
    if (!settings.attack().randomStart()) {
      settings.attack().checkStart(actions(settings, environment));
    }
  }

  /** Refuses changes to settings of games on what is none, and of the other networks on a game: they would do nothing. */
  private void checkNetwork(PpoSettings settings, String environment) {
    PpoSettings usual = defaults(environment);
    if (Environments.isAtari(environment)) {
      PolicyEnvironments.checkScreen(settings.game().screenSize());
      if (!settings.hidden().equals(usual.hidden())) {
        throw new UsageException(
            "hidden is %s, but must be %s on %s: games have the network of Mnih et al."
                .formatted(settings.hidden(), usual.hidden(), environment));
      }
    } else if (settings.backend() != NetworkBackend.ADMIRAL) {
      throw new UsageException(
          "backend is %s, but must be admiral on %s: the others are for the network of games"
              .formatted(settings.backend().id(), environment));
    } else {
      Map<String, String> asked = Yaml.flatten(Yaml.tree(settings.game()));
      Yaml.flatten(Yaml.tree(usual.game()))
          .forEach((key, value) -> {
            if (!value.equals(asked.get(key))) {
              throw new UsageException(
                  "game.%s is %s, but %s is no Atari game"
                      .formatted(key, asked.get(key), environment));
            }
          });
    }
  }

  /** Those of an environment, or of a game of the same kind: a game takes time to open. */
  private static Space actions(PpoSettings settings, String environment) {
    if (Environments.isAtari(environment)) {
      return new Discrete(1);
    }
    try (Environment one = PolicyEnvironments.forTest(environment, settings)) {
      return one.actionSpace();
    }
  }

  private static void checkNormalization(NormalizationSettings normalization, String environment) {
    if (normalization.rewards() && Environments.isAtari(environment)) {
      throw new UsageException(
          "normalization.rewards is true, but on a game it must be false: rewards are signs there");
    }
    if (normalization.rewards() && !normalization.observations()) {
      throw new UsageException(
          "normalization.rewards is true, which needs normalization.observations to be, too");
    }
  }

  @Override
  public Learner newLearner(PpoSettings settings, TrainingContext context) {
    RandomStreams streams = new RandomStreams(context.seed());
    VectorEnvironment environment =
        PolicyEnvironments.forTraining(context.environment(), settings, streams, context.workers());
    try {
      return newLearner(settings, context, environment, streams);
    } catch (RuntimeException e) {
      environment.close();
      throw e;
    }
  }

  private Learner newLearner(
      PpoSettings settings,
      TrainingContext context,
      VectorEnvironment environment,
      RandomStreams streams) {
    ActorCritic model =
        PolicyEnvironments.model(
            context.environment(),
            settings,
            settings.backend(),
            environment.observationSpace(),
            environment.actionSpace());
    AttackSettings whole = settings.attack();
    DoubleFunction<ObservationAttack> attack =
        strength ->
            whole
                .withEpsilon(strength * whole.epsilon())
                .attack(
                    Optional.of(new ValueObjective(model)),
                    environment.observationSpace(),
                    environment.actionSpace())
                .orElseThrow();
    return new Ppo(
        settings.training(),
        environment,
        model,
        defense(settings).map(when -> new AdversarialTraining(when, attack)),
        streams,
        context.workers());
  }

  @Override
  public Optional<TimeEstimate> estimate(
      PpoSettings settings, long begun, TrainingContext context) {
    return Optional.of(new PpoTimeEstimate(this, settings, context).measure(begun));
  }

  /** The portion of a training's observations that are attacked. */
  double meanFrequency(PpoSettings settings) {
    int parts = 1000;
    return defense(settings).stream()
        .flatMapToDouble(defense ->
            IntStream.range(0, parts).mapToDouble(i -> defense.frequency((i + 0.5) / parts)))
        .average()
        .orElse(0);
  }

  private Optional<Defense> defense(PpoSettings settings) {
    DefenseSettings mix = settings.defense();
    return switch (this) {
      case PPO -> Optional.empty();
      case ATPA -> Optional.of(new Atpa(mix.growthStart(), mix.growthEnd()));
      case STAGEWISE -> Optional.of(new Stagewise(mix.cleanPart(), mix.attackedPortion()));
      case DATA_AUGMENT ->
          Optional.of(new DataAugmentation(mix.maximumFrequency(), mix.actsOnPerturbed()));
    };
  }

  @Override
  public Optional<Evaluator<PpoSettings>> evaluator() {
    return Optional.of(new PolicyTestEvaluator<>(id));
  }

  @Override
  public Optional<PortablePolicy> policy(PpoSettings settings, TrainedModel model) {
    LoadedPolicy loaded =
        new TrainedPolicy(
                id,
                model.environment(),
                model.seed(),
                model.folder().path().toString(),
                model.step(),
                Yaml.write(Yaml.tree(settings)),
                List.of())
            .load();
    return Optional.of(
        new PortablePolicy(
            "the policy of " + id,
            loaded.policy(),
            loaded.parameters(),
            loaded.episodes().normalization()));
  }

  @Override
  public List<String> headlineMetrics() {
    return List.of(
        "rollout/ep_rew_mean",
        "rollout/ep_len_mean",
        "rollout/real_samples",
        "train/entropy_loss",
        "train/approx_kl",
        "train/explained_variance",
        "attack/frequency",
        "attack/largest_change");
  }

  /**
   * The settings of a run of one of these algorithms.
   *
   * @throws UsageException if it is of another
   */
  public static PpoSettings settings(RunConfig run) {
    return RecordBinder.bind(of(run.algorithm()).defaults(run.environment()), run.settings());
  }

  /**
   * The algorithm of this id.
   *
   * @throws UsageException if there is none
   */
  static PpoAlgorithm of(String id) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.id.equals(id))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                Nearest.unknown(
                    "policy's algorithm",
                    id,
                    Arrays.stream(values()).map(PpoAlgorithm::id).toList())));
  }
}
