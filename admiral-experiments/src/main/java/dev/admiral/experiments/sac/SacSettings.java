package dev.admiral.experiments.sac;

import dev.admiral.attack.ActionValueObjective;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.env.Environment;
import dev.admiral.env.UnitActions;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.attack.AttackSettings;
import dev.admiral.experiments.attack.LandscapeConfig;
import dev.admiral.experiments.attack.LoadedPolicy;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.attack.PolicySettings;
import dev.admiral.experiments.attack.PolicyTestConfig;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.nn.Mlp;
import dev.admiral.policy.Policy;
import dev.admiral.rollout.NumberedEpisodes;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.sac.Sac;
import dev.admiral.sac.SacConfig;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;
import java.util.Optional;

/**
 * All settings of a run of soft actor-critic.
 *
 * @param training soft actor-critic's
 * @param attack that tests use; observations are raw, and so are its units
 * @param evaluation of the policy, whose most probable actions are taken
 */
public record SacSettings(SacConfig training, AttackSettings attack, PolicyTestConfig evaluation)
    implements PolicySettings {

  /** The usual ones, tested in 20 episodes of each of 5 seeds. */
  public static SacSettings defaults() {
    return new SacSettings(
        SacConfig.defaults(),
        new AttackSettings(PolicyAttackKind.CE_PGD, 0.05, 7, 0.025, true, 1, false),
        new PolicyTestConfig(20, 5, 10, Choice.MODE, LandscapeConfig.paper(), List.of()));
  }

  /** One environment with actions in [−1, 1]ⁿ. */
  static Environment environment(String id) {
    return new UnitActions(Environments.standard().open(id, List.of()));
  }

  @Override
  public boolean hasLearned(TrainedModel model) {
    return Sac.steps(model.checkpoint()) > training.randomSteps();
  }

  @Override
  public LoadedPolicy load(TrainedModel model) {
    String environment = model.environment();
    Checkpoint checkpoint = model.checkpoint();
    Box observations;
    Space actions;
    try (Environment one = environment(environment)) {
      observations = one.observationSpace();
      actions = one.actionSpace();
    }
    Policy policy = Sac.policy(training, observations.size(), actions.size());
    Mlp critic = Sac.critic(training, observations.size(), actions.size());
    return new LoadedPolicy(
        policy,
        Optional.of(new ActionValueObjective(critic, Sac.criticParameters(critic, checkpoint))),
        Sac.parameters(policy, checkpoint),
        observations,
        actions,
        new NumberedEpisodes(
            () -> environment(environment),
            Optional.empty(),
            evaluation.choice(),
            evaluation.atOnce()),
        Optional.empty());
  }

  @Override
  public String training(String method) {
    return Yaml.write(Yaml.tree(training));
  }
}
