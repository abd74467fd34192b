/// Experiments: presets, runs, metrics, evaluation and reports.
@NullMarked
package dev.admiral.experiments;

import org.jspecify.annotations.NullMarked;
