/// Locomotion environments after Gymnasium's v5 definitions.
@NullMarked
package dev.admiral.mujoco.env;

import org.jspecify.annotations.NullMarked;
