/** The experiments of the ATPA paper. */
@NullMarked
package dev.admiral.experiments.atpa;

import org.jspecify.annotations.NullMarked;
