package dev.admiral.experiments.atpa;

import java.util.List;

/**
 * The most recent picture of an observation, and what an attack did to it.
 *
 * @param pixels of 255, row by row
 * @param change δ, in the units of pixels, as many
 * @param before the probability of the most probable action undisturbed
 * @param after that action's probability under attack
 */
record PerturbedPicture(List<Integer> pixels, List<Double> change, double before, double after) {}
