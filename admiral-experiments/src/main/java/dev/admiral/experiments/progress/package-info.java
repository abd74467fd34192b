/** What a person sees while work goes on: a bar with the remaining time, lines of text, or nothing. */
@NullMarked
package dev.admiral.experiments.progress;

import org.jspecify.annotations.NullMarked;
