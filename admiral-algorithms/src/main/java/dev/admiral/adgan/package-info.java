/**
 * Adversarial meta-reinforcement learning with a generator of perturbations (arXiv 2104.13302, 2021), on
 * MAML-TRPO.
 *
 * <p>Where the paper's equations are: 9 to 12, the generator's and the discriminator's losses, in {@link
 * dev.admiral.adgan.AdGan}; algorithm 1, with which it takes part in meta-training, in {@link
 * dev.admiral.adgan.AdGanAdversary} and {@link dev.admiral.maml.Maml}; its use against a policy that stands
 * still, in {@link dev.admiral.adgan.GeneratorTraining}.
 *
 * <p>What the paper leaves open: the networks (two layers of 64 tanh units each, a linear output of the
 * generator, a logit of the discriminator); the optimisers (Adam at 10⁻³, one step of each on the data of
 * each task); L_hinge is per sample, max(0, ‖G(x)‖₂ − c); the observations are not normalised; the generator's
 * L_GAN is E log(1 − D(x + G(x))) as printed, not the non-saturating form.
 */
@NullMarked
package dev.admiral.adgan;

import org.jspecify.annotations.NullMarked;
