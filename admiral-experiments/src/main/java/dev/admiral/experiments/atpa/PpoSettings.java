package dev.admiral.experiments.atpa;

import dev.admiral.atari.AtariConfig;
import dev.admiral.ppo.PpoConfig;
import java.util.List;

/**
 * All settings of a run of PPO, defended or not.
 *
 * @param game how an Atari game is turned into an environment for training; policies are tested on whole games with
 *     true rewards
 * @param hidden the widths of the hidden layers of policy and value, each on a network of its own; images go through
 *     the network of Mnih et al. (2015), which both share
 * @param training PPO's
 * @param normalization of observations and rewards
 * @param attack that the training withstands, and that the tests use
 * @param defense how the attack enters the training
 * @param evaluation of the policy
 */
public record PpoSettings(
    AtariConfig game,
    List<Integer> hidden,
    PpoConfig training,
    NormalizationSettings normalization,
    AttackSettings attack,
    DefenseSettings defense,
    PolicyTestConfig evaluation) {
  public PpoSettings {
    hidden = List.copyOf(hidden);
  }

  /** ATPA's, on Atari. */
  public static PpoSettings paper() {
    return new PpoSettings(
        AtariConfig.training(),
        List.of(64, 64),
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
        PpoConfig.continuousControl(),
        new NormalizationSettings(true, true),
        new AttackSettings(PolicyAttackKind.CE_PGD, 0.075, 7, 0.0375, true, 1, false),
        DefenseSettings.paper(),
        PolicyTestConfig.paper());
  }

  /** The same with another training, and the paper's test. */
  PpoSettings with(PpoConfig other) {
    return new PpoSettings(
        game, hidden, other, normalization, attack, defense, PolicyTestConfig.paper());
  }
}
