/** Soft actor-critic as an algorithm of the command line. */
@NullMarked
package dev.admiral.experiments.sac;

import org.jspecify.annotations.NullMarked;
