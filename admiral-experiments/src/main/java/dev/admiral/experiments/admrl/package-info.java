/**
 * AdMRL and its distributional variants as the command line knows them: their settings, the task family
 * that a run is about, and the evaluation over a grid of test tasks.
 */
@NullMarked
package dev.admiral.experiments.admrl;

import org.jspecify.annotations.NullMarked;
