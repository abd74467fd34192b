package dev.admiral.experiments.attack;

import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.rollout.RolloutCollector.Choice;
import java.util.List;

/**
 * How a policy is tested: by whole episodes, the same for every attack.
 *
 * @param episodes of each seed; 0 for no test after the training
 * @param seeds of environments
 * @param atOnce how many episodes share a batch
 * @param choice whether the policy draws its actions, or takes the most probable one
 * @param landscape of the policy attack
 * @param attacks by name, with the settings of the run's attack; the clean policy is always tested
 */
public record PolicyTestConfig(
    int episodes,
    int seeds,
    int atOnce,
    Choice choice,
    LandscapeConfig landscape,
    List<String> attacks) {
  public PolicyTestConfig {
    attacks = List.copyOf(attacks);
    if (episodes < 0) {
      throw new IllegalArgumentException("episodes must not be negative: " + episodes);
    }
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds must be at least 1, not " + seeds);
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException("at-once must be at least 1, not " + atOnce);
    }
    for (String attack : attacks) {
      check(attack, attacks);
    }
  }

  private static void check(String attack, List<String> attacks) {
    List<String> known = PolicyAttackKind.attacks().stream().map(PolicyAttackKind::id).toList();
    if (!known.contains(attack)) {
      throw new IllegalArgumentException(Nearest.unknown("attack", attack, known));
    }
    if (attacks.indexOf(attack) != attacks.lastIndexOf(attack)) {
      throw new IllegalArgumentException("attacks has " + attack + " twice");
    }
  }

  /** How many episodes there are, for a reader. */
  public String extent() {
    return "%s of environments × %s"
        .formatted(ResultText.count(seeds, "seed"), ResultText.count(episodes, "episode"));
  }

  /** How actions are chosen, for a reader. */
  public String actions() {
    return switch (choice) {
      case SAMPLE -> "actions are drawn";
      case MODE -> "actions are the most probable";
    };
  }

  /** ATPA's: 50 episodes of each of 10 seeds, under its own attack; actions are drawn. */
  public static PolicyTestConfig paper() {
    return new PolicyTestConfig(
        50, 10, 10, Choice.SAMPLE, LandscapeConfig.paper(), List.of("ce-pgd"));
  }
}
