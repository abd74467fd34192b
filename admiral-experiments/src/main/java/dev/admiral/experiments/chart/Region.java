package dev.admiral.experiments.chart;

/**
 * A named rectangle in a map of tasks.
 *
 * @param name written in it
 * @param low its lower corner as (ψ₀, ψ₁)
 * @param high its upper corner
 */
public record Region(String name, Point low, Point high) {}
