/**
 * Task families on MuJoCo's robots: those of AdMRL, after Lin et al. (2020), section 5 and appendix C, and those that MAML and
 * adGAN are trained on.
 */
@NullMarked
package dev.admiral.mujoco.task;

import org.jspecify.annotations.NullMarked;
