package dev.admiral.experiments.evaluation;

import java.util.List;

/**
 * The sub-optimality gap of one task.
 *
 * @param task ψ
 * @param gap Gₙ(ψ), in units of return, never negative
 */
public record TaskGap(List<Double> task, double gap) {}
