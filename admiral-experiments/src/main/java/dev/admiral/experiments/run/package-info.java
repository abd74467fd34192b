/**
 * A run: its folder, its configuration, and the loop that trains, measures and takes checkpoints.
 *
 * <p>A run may end at any moment, by a signal, a kill or a full disk; {@link
 * dev.admiral.experiments.run.TrainingRun} started again on the same folder goes on from the last
 * checkpoint and ends with the numbers of a run that was never interrupted.
 */
@NullMarked
package dev.admiral.experiments.run;

import org.jspecify.annotations.NullMarked;
