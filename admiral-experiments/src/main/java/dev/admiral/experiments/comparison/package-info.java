/**
 * The evaluation of AdMRL's paper (section 5, “Evaluation Metric”) for methods that have no model to adapt in: the same test
 * tasks, the same numbers of samples n for adaptation, the same measurement of Aₙ(ψ), the same search for A⋆(ψ), and
 * the same files. An algorithm takes part as an {@link
 * dev.admiral.experiments.comparison.AdaptiveAlgorithm}.
 */
@NullMarked
package dev.admiral.experiments.comparison;

import org.jspecify.annotations.NullMarked;
