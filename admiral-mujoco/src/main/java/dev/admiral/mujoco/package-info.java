/**
 * MuJoCo 3.14.0 through the Foreign Function and Memory API: {@link dev.admiral.mujoco.MjModel} is
 * a robot and its world, immutable and shared by every thread; {@link dev.admiral.mujoco.MjData} is
 * one simulation of it, owned by one environment. The environments built on them are in {@link
 * dev.admiral.mujoco.env}, the task families in {@link dev.admiral.mujoco.task}.
 *
 * <p>A mistake inside MuJoCo ends the process: its error handler may neither return nor throw. So
 * everything is checked in Java before a call, {@code mj_loadXML}'s error buffer becomes an
 * exception, and the warnings that MuJoCo counts become one after the step that raised them.
 */
@NullMarked
package dev.admiral.mujoco;

import org.jspecify.annotations.NullMarked;
