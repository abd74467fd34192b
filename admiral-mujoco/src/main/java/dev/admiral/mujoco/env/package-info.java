/**
 * Locomotion environments after Gymnasium 1.3.0's v5 definitions. Each class is a spec sheet; each
 * takes a record of options whose defaults are Gymnasium's. {@link
 * dev.admiral.mujoco.env.MujocoEnvironments} finds them by id, with their time limits. {@link
 * dev.admiral.mujoco.env.MjcfEnvironment} simulates a file of the user's own.
 *
 * <p>Their transitions equal Gymnasium's number by number; their initial states have the same
 * distribution, drawn from a {@link dev.admiral.random.RandomStream}. {@link
 * dev.admiral.mujoco.env.AntDynamics} alone is no environment of Gymnasium's, but what some task
 * families observe of its ant.
 */
@NullMarked
package dev.admiral.mujoco.env;

import org.jspecify.annotations.NullMarked;
