package dev.admiral.experiments.chart;

/** A place on a sheet, in pixels. */
public record Point(double x, double y) {}
