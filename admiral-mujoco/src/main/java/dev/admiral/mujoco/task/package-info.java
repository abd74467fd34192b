/// Task families on the locomotion environments.
@NullMarked
package dev.admiral.mujoco.task;

import org.jspecify.annotations.NullMarked;
