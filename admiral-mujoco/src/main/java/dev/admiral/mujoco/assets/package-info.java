/// Finding and fetching the MuJoCo library and robot models.
@NullMarked
package dev.admiral.mujoco.assets;

import org.jspecify.annotations.NullMarked;
