/** Task families on MuJoCo's robots, after Lin et al. (2020), appendix D. */
@NullMarked
package dev.admiral.mujoco.task;

import org.jspecify.annotations.NullMarked;
