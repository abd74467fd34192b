/**
 * Attacks on what a policy observes, each a {@link dev.admiral.perturbation.ObservationAttack}: noise that
 * knows nothing of the policy, and {@link dev.admiral.attack.Fgsm}, one step along the sign of its gradient.
 */
@NullMarked
package dev.admiral.attack;

import org.jspecify.annotations.NullMarked;
