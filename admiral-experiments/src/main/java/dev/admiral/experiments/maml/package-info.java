/**
 * MAML-TRPO and its adversarial variants as the command line knows them: settings, tests on drawn tasks, and the
 * experiments of arXiv 2104.13302.
 */
@NullMarked
package dev.admiral.experiments.maml;

import org.jspecify.annotations.NullMarked;
