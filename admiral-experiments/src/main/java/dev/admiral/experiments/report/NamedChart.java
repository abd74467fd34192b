package dev.admiral.experiments.report;

import dev.admiral.experiments.chart.Chart;

/**
 * A chart with what is written under it.
 *
 * @param name of its files, without extension
 * @param chart the picture
 * @param caption how to read it
 */
public record NamedChart(String name, Chart chart, String caption) {}
