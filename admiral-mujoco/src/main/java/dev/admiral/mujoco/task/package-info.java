/** Task families on MuJoCo's robots, after Lin et al. (2020), section 5 and appendix C. */
@NullMarked
package dev.admiral.mujoco.task;

import org.jspecify.annotations.NullMarked;
