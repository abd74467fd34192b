package dev.admiral.experiments.ppo;

import dev.admiral.atari.AtariConfig;
import dev.admiral.attack.ValueObjective;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.env.Environment;
import dev.admiral.env.NormalizedVectorEnvironment;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.attack.AttackSettings;
import dev.admiral.experiments.attack.LoadedPolicy;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.attack.PolicySettings;
import dev.admiral.experiments.attack.PolicyTestConfig;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.nn.ClippedNormalization;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.ActorCritic;
import dev.admiral.ppo.Ppo;
import dev.admiral.ppo.PpoConfig;
import dev.admiral.rollout.NumberedEpisodes;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;
import java.util.Optional;

/**
 * All settings of a run of PPO, defended or not.
 *
 * @param game how an Atari game is turned into an environment for training; policies are tested on whole games with
 *     true rewards
 * @param hidden the widths of the hidden layers of policy and value, each on a network of its own; images go through
 *     the network of Mnih et al. (2015), which both share
 * @param backend what computes that network in training; tests and attacks are computed by our own kernels
 * @param training PPO's
 * @param normalization of observations and rewards
 * @param attack that the training withstands, and that the tests use
 * @param defense how the attack enters the training
 * @param evaluation of the policy
 */
public record PpoSettings(
    AtariConfig game,
    List<Integer> hidden,
    NetworkBackend backend,
    PpoConfig training,
    NormalizationSettings normalization,
    AttackSettings attack,
    DefenseSettings defense,
    PolicyTestConfig evaluation)
    implements PolicySettings {
  public PpoSettings {
    hidden = List.copyOf(hidden);
  }

  /** ATPA's, on Atari. */
  public static PpoSettings paper() {
    return new PpoSettings(
        AtariConfig.training(),
        List.of(64, 64),
        NetworkBackend.ADMIRAL,
        PpoConfig.paper(),
        new NormalizationSettings(false, false),
        AttackSettings.paper(),
        DefenseSettings.paper(),
        PolicyTestConfig.paper());
  }

  /** For observations that are vectors: the usual ones of continuous control, an attack of 0.075 standard deviations. */
  public static PpoSettings vectors() {
    return new PpoSettings(
        AtariConfig.training(),
        List.of(64, 64),
        NetworkBackend.ADMIRAL,
        PpoConfig.continuousControl(),
        new NormalizationSettings(true, true),
        new AttackSettings(PolicyAttackKind.CE_PGD, 0.075, 7, 0.0375, true, 1, false),
        DefenseSettings.paper(),
        PolicyTestConfig.paper());
  }

  /**
   * Whether observations are vectors and standardised before anybody sees them, the attack included; pixels are by the
   * policy itself.
   */
  boolean normalizesVectors(String environment) {
    return normalization.observations() && !Environments.isAtari(environment);
  }

  /** The same with another training, the paper's test, and an attack that is whole from its first moment. */
  PpoSettings with(PpoConfig other) {
    return new PpoSettings(
        game,
        hidden,
        backend,
        other,
        normalization,
        attack,
        DefenseSettings.paper(),
        PolicyTestConfig.paper());
  }

  @Override
  public boolean hasLearned(TrainedModel trained) {
    return Ppo.updates(trained.checkpoint()) > 0;
  }

  @Override
  public LoadedPolicy load(TrainedModel trained) {
    String environment = trained.environment();
    Checkpoint checkpoint = trained.checkpoint();
    Box raw;
    Space actions;
    try (Environment one = PolicyEnvironments.forTest(environment, this)) {
      raw = one.observationSpace();
      actions = one.actionSpace();
    }
    ActorCritic model =
        PolicyEnvironments.model(environment, this, NetworkBackend.ADMIRAL, raw, actions);
    Optional<ClippedNormalization> known = Optional.empty();
    if (normalizesVectors(environment)) {
      RunningNormalizer statistics = new RunningNormalizer(raw.size());
      statistics.restore(Ppo.environment(checkpoint).scope("observations"));
      known = Optional.of(new ClippedNormalization(statistics, NormalizedVectorEnvironment.LIMIT));
    }
    return new LoadedPolicy(
        model.policy(),
        Optional.of(new ValueObjective(model)),
        Ppo.parameters(model, checkpoint),
        PolicyEnvironments.observations(environment, this, raw),
        actions,
        new NumberedEpisodes(
            () -> PolicyEnvironments.forTest(environment, this),
            known,
            evaluation.choice(),
            evaluation.atOnce()),
        Optional.empty());
  }

  /** {@inheritDoc} Undefended, nothing of the attack concerns it. */
  @Override
  public String training(String method) {
    return String.join(
        "\n",
        hidden.toString(),
        game.toString(),
        backend.toString(),
        Yaml.write(Yaml.tree(training)),
        Yaml.write(Yaml.tree(normalization)),
        method.equals(PpoAlgorithm.PPO.id()) ? "" : attack + "\n" + defense);
  }
}
