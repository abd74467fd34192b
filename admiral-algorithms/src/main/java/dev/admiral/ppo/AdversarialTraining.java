package dev.admiral.ppo;

import dev.admiral.defense.Defense;
import dev.admiral.perturbation.ObservationAttack;
import java.util.function.DoubleFunction;

/**
 * Training under attack.
 *
 * @param defense when the policy is deceived, and how much
 * @param attack by what, at each strength in [0, 1] that the defence asks for: the radius in units of the whole one's
 */
public record AdversarialTraining(Defense defense, DoubleFunction<ObservationAttack> attack) {

  /** By the same attack at whatever strength, for a defence that does not vary it. */
  public AdversarialTraining(Defense defense, ObservationAttack attack) {
    this(defense, _ -> attack);
  }
}
