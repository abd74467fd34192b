package dev.admiral.experiments.atpa;

import java.util.List;

/**
 * Divergences between policies that one attack perturbed from different starts.
 *
 * @param maxima of each state, the largest of all ordered pairs of starts
 * @param maps of the first states, every pair's: {@code [state][i][j]}
 */
record Landscape(List<Double> maxima, List<List<List<Double>>> maps) {}
