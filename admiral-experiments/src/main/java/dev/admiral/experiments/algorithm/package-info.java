/**
 * The contract between an algorithm and the run infrastructure. An algorithm is registered once, in
 * {@link dev.admiral.experiments.algorithm.Algorithms#standard}; its presets lie on the class path
 * ({@link dev.admiral.experiments.config.Preset}).
 */
@NullMarked
package dev.admiral.experiments.algorithm;

import org.jspecify.annotations.NullMarked;
