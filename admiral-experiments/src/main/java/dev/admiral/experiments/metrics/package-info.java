/// What a run measured, update by update: the files that are written while it trains, and their
/// reader.
///
/// - `metrics.jsonl` ([JsonLinesMetricWriter][dev.admiral.experiments.metrics.JsonLinesMetricWriter])
///   holds one JSON object a line and is the record that everything else is derived from
///   ([MetricHistory][dev.admiral.experiments.metrics.MetricHistory] reads it);
/// - `events.out.tfevents.*`
///   ([TensorBoardMetricWriter][dev.admiral.experiments.metrics.TensorBoardMetricWriter]) shows the same
///   numbers in TensorBoard.
///
/// Both kinds of file are append-only, and a checkpoint records how long each of them was. A resumed
/// run cuts them back to that length and writes on, so that a run that was killed leaves the files of
/// a run that was not.
@NullMarked
package dev.admiral.experiments.metrics;

import org.jspecify.annotations.NullMarked;
