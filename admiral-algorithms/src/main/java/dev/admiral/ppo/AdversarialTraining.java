package dev.admiral.ppo;

import dev.admiral.defense.Defense;
import dev.admiral.perturbation.ObservationAttack;

/**
 * Training under attack.
 *
 * @param defense when the policy is deceived
 * @param attack by what
 */
public record AdversarialTraining(Defense defense, ObservationAttack attack) {}
