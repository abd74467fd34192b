/**
 * The state of a learner on disk: arrays of numbers as safetensors, scalars as JSON; never a format
 * whose loading can run code.
 *
 * <p>A learner writes itself into a {@link dev.admiral.checkpoint.Checkpoint}, which knows no files.
 * {@link dev.admiral.checkpoint.SafeTensors} is the file format of the arrays, {@link
 * dev.admiral.checkpoint.CheckpointFolder} one checkpoint on disk, and {@link
 * dev.admiral.checkpoint.CheckpointStore} the last few of a run, each complete or absent.
 */
@NullMarked
package dev.admiral.checkpoint;

import org.jspecify.annotations.NullMarked;
