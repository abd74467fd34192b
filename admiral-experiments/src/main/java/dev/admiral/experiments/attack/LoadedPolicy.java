package dev.admiral.experiments.attack;

import dev.admiral.attack.AttackObjective;
import dev.admiral.experiments.UsageException;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.policy.Policy;
import dev.admiral.rollout.NumberedEpisodes;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.Optional;

/**
 * A trained policy in memory.
 *
 * @param lowValue what an attack maximises that lowers what the training's critic says; empty where it has none
 * @param parameters θ
 * @param observations what it can be shown
 * @param actions what it can do
 * @param episodes by which it is tested
 * @param note what a reader of its tests must know, if anything
 */
public record LoadedPolicy(
    Policy policy,
    Optional<AttackObjective> lowValue,
    float[] parameters,
    Box observations,
    Space actions,
    NumberedEpisodes episodes,
    Optional<String> note) {

  /** Why it cannot be attacked like this, in a clause; empty if it can. */
  Optional<String> refusal(PolicyAttackKind kind) {
    if (kind == PolicyAttackKind.CRITIC_PGD && lowValue.isEmpty()) {
      return Optional.of("its training learns no value of the world's states or actions to attack");
    }
    if (kind == PolicyAttackKind.MIN_PGD && actions instanceof Box box && !box.isBounded()) {
      return Optional.of("among actions without bounds there is no worst one");
    }
    return Optional.empty();
  }

  /**
   * The attack on it; empty for none.
   *
   * @throws UsageException if it cannot be attacked like this
   */
  public Optional<ObservationAttack> attack(AttackSettings settings) {
    refusal(settings.kind())
        .ifPresent(why -> {
          throw new UsageException(
              "%s cannot be carried out on this policy: %s".formatted(settings.kind().id(), why));
        });
    return settings.attack(lowValue, observations, actions);
  }
}
