/** What this machine offers to Admiral, and what to do about what it does not. */
@NullMarked
package dev.admiral.experiments.doctor;

import org.jspecify.annotations.NullMarked;
