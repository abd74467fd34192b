/** MuJoCo's library and Gymnasium's robot models: where they are, and how they get there. */
@NullMarked
package dev.admiral.mujoco.assets;

import org.jspecify.annotations.NullMarked;
