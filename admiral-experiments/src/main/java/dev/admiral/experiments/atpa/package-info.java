/**
 * Policies trained by PPO, with ATPA and its comparisons, as the command line knows them: how they are trained, how
 * they are tested, and the experiments of the paper.
 */
@NullMarked
package dev.admiral.experiments.atpa;

import org.jspecify.annotations.NullMarked;
