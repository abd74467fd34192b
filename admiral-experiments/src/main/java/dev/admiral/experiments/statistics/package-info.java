/// How sure a number is: aggregates over tasks and seeds, and their confidence intervals.
///
/// The definitions are those of Agarwal et al., *Deep Reinforcement Learning at the Edge of the
/// Statistical Precipice* (NeurIPS 2021), and of its library rliable: the interquartile mean is the
/// 25 % trimmed mean over all tasks and runs, and intervals are percentile intervals of a stratified
/// bootstrap, where the strata are the tasks and runs (seeds) are drawn with replacement within each
/// task. Random numbers come from the stream that the caller passes, so that an interval is
/// reproducible. [NestedBootstrap][dev.admiral.experiments.statistics.NestedBootstrap] does the same for
/// several trained models: it draws the models, and evaluation seeds within each.
@NullMarked
package dev.admiral.experiments.statistics;

import org.jspecify.annotations.NullMarked;
