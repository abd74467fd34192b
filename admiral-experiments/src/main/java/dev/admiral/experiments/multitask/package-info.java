/**
 * Multi-task policies π(a|s, ψ) as the command line knows them: the baselines of AdMRL's paper that are told the task.
 */
@NullMarked
package dev.admiral.experiments.multitask;

import org.jspecify.annotations.NullMarked;
