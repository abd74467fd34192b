/**
 * The seam to C: {@link dev.admiral.mujoco.internal.Mujoco} holds a handle per function, {@link
 * dev.admiral.mujoco.internal.Layouts} where the few struct fields lie that have no accessor
 * function. Nothing outside {@code dev.admiral.mujoco} uses this package.
 */
@NullMarked
package dev.admiral.mujoco.internal;

import org.jspecify.annotations.NullMarked;
