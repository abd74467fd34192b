/**
 * Trust region policy optimisation: Schulman et al., ICML 2015, with generalised advantages (ICLR 2016).
 *
 * <p>Details on which implementations differ: Fisher-vector products are exact (vjp ∘ M ∘ jvp with the
 * closed-form Fisher matrix M of the action distribution), over all samples; advantages are standardised
 * over the batch; the line search accepts a KL divergence of up to 1.5 times the limit; an entropy bonus
 * is part of the objective; the value function is fitted after the policy.
 */
@NullMarked
package dev.admiral.trpo;

import org.jspecify.annotations.NullMarked;
