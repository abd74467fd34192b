/// Perturbation sets and observation attacks, as the environments see them.
@NullMarked
package dev.admiral.perturbation;

import org.jspecify.annotations.NullMarked;
