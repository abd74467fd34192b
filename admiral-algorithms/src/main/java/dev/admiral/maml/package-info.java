/**
 * Model-agnostic meta-learning of policies: Finn, Abbeel and Levine, ICML 2017, with a trust region as its
 * outer optimiser (MAML-TRPO).
 *
 * <p>Everything is exact. With U(θ) = θ − α∇L(θ) a step of adaptation, its Jacobian is I − α∇²L, which is
 * symmetric; the outer gradient is J₁ᵀ ⋯ Jₖᵀ ∇φ and the Hessian of the divergence Jᵀ F J with J = Jₖ ⋯ J₁,
 * since the divergence has no gradient where it is taken: no product needs more than the network's {@code
 * hvp}.
 *
 * <p>Details on which implementations differ: the outer surrogate is a likelihood ratio against the adapted
 * policy that collected the data; the divergence is KL(old ‖ new) on the data of the adapted policies; the
 * standard deviation is adapted as well; several steps take fresh data each; a {@code LinearFeatureBaseline}
 * is fitted for each task and phase on the data that it then predicts; advantages are standardised over a
 * task's samples; nothing lies beyond the horizon; of an environment whose episode ends early nothing more is used.
 */
@NullMarked
package dev.admiral.maml;

import org.jspecify.annotations.NullMarked;
