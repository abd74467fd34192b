package dev.admiral.experiments.attack;

import java.util.Locale;

/** What the files of an attack are called, which tells it from other attacks on the run. */
final class AttackName {
  private AttackName() {}

  /**
   * The attack, its radius and, where it can be chosen, its search; the seed; the policy's own label; and by name
   * whatever else is not as it is unless a user changes it.
   *
   * @param attack its name, or that of all of them
   * @param isSearchChosen whether the steps of the settings are those that are taken
   * @param settings of the attack
   * @param seed of the first environments
   * @param victim who is attacked
   */
  static String of(
      String attack,
      boolean isSearchChosen,
      AttackSettings settings,
      long seed,
      TrainedPolicy victim) {
    PolicySettings test = victim.parsed();
    PolicySettings own = victim.own();
    StringBuilder name = new StringBuilder(attack).append('-').append(settings.epsilon());
    if (isSearchChosen) {
      name.append('-').append(settings.steps()).append('x').append(settings.stepSize());
    }
    name.append("-s").append(seed).append(test.label());
    add(name, "episodes", own.evaluation().episodes(), test.evaluation().episodes());
    add(name, "seeds", own.evaluation().seeds(), test.evaluation().seeds());
    add(name, "choice", own.evaluation().choice(), test.evaluation().choice());
    add(name, "restarts", own.attack().restarts(), settings.restarts());
    add(name, "random-start", own.attack().randomStart(), settings.randomStart());
    add(name, "whole-numbers", own.attack().wholeNumbers(), settings.wholeNumbers());
    return name.toString();
  }

  private static void add(StringBuilder name, String key, Object own, Object value) {
    if (!value.equals(own)) {
      name.append('-').append(key).append('-').append(value.toString().toLowerCase(Locale.ROOT));
    }
  }
}
