/**
 * Trained policies under attack, as the command line knows them: the attacks' settings, the tests of a policy that acts
 * in one environment, and the report of {@code admiral attack}.
 */
@NullMarked
package dev.admiral.experiments.attack;

import org.jspecify.annotations.NullMarked;
