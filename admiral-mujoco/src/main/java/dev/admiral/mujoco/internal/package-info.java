/// The native binding: the only package that touches java.lang.foreign.
@NullMarked
package dev.admiral.mujoco.internal;

import org.jspecify.annotations.NullMarked;
