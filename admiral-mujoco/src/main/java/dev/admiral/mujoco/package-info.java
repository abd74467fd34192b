/// MuJoCo models and simulations for the JVM.
@NullMarked
package dev.admiral.mujoco;

import org.jspecify.annotations.NullMarked;
