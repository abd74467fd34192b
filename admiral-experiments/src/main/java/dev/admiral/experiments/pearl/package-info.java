/** PEARL as an algorithm of the command line, and its evaluation. */
@NullMarked
package dev.admiral.experiments.pearl;

import org.jspecify.annotations.NullMarked;
