/**
 * Attacks on what a policy observes, each a {@link dev.admiral.perturbation.ObservationAttack}: noise that
 * knows nothing of the policy; {@link dev.admiral.attack.Fgsm}, one step along the sign of its policy gradient;
 * and {@link dev.admiral.attack.Pgd}, projected gradient descent on any {@link
 * dev.admiral.attack.AttackObjective}.
 *
 * <p>ATPA's policy attack ({@code atpa-policy-attack}, equation 9 and algorithm 1) is {@code Pgd} on {@link
 * dev.admiral.attack.PolicyObjective.CrossEntropy}. The order of the two policies matters: the perturbed one is the
 * weight and the clean one stands in the logarithm, so that the gradient at δ = 0 is that of the entropy; of a Gaussian
 * with fixed deviations that is zero, too, so that the search must begin elsewhere. The other order, {@link dev.admiral.attack.PolicyObjective.Divergence}, has none there.
 */
@NullMarked
package dev.admiral.attack;

import org.jspecify.annotations.NullMarked;
