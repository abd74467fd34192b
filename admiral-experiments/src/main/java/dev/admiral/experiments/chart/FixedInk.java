package dev.admiral.experiments.chart;

/** A colour that is the same on every background. */
public record FixedInk(int rgb) implements Ink {}
