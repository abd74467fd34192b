/**
 * Perturbed observations: {@link dev.admiral.perturbation.ObservationAttack} chooses what a policy is shown,
 * {@link dev.admiral.perturbation.PerturbationSet} says what it may choose from, and {@link
 * dev.admiral.perturbation.CheckedAttack} carries it out and holds it to that. {@link
 * dev.admiral.rollout.EpisodeCollector} puts it between an environment and the policy that acts in it.
 */
@NullMarked
package dev.admiral.perturbation;

import org.jspecify.annotations.NullMarked;
