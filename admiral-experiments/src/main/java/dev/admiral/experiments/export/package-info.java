/** Trained policies as files for other programs. */
@NullMarked
package dev.admiral.experiments.export;

import org.jspecify.annotations.NullMarked;
