/// Collecting trajectories and estimating advantages.
@NullMarked
package dev.admiral.rollout;

import org.jspecify.annotations.NullMarked;
