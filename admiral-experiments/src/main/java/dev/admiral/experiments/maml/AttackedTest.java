package dev.admiral.experiments.maml;

import dev.admiral.experiments.statistics.Score;
import java.util.List;

/**
 * What came out of testing a meta-policy under an attack.
 *
 * @param before returns before adaptation, of each task, of each seed
 * @param after returns after adaptation, of each task, of each seed
 * @param largestChange the largest ‖x̃ − x‖∞ that was shown
 * @param largestLength the largest ‖x̃ − x‖₂ that was shown
 */
record AttackedTest(
    List<List<Score>> before,
    List<List<Score>> after,
    double largestChange,
    double largestLength) {}
