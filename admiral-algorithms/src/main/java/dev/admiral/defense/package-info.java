/**
 * How an attack enters a policy's training, so that the policy learns to withstand it: {@link
 * dev.admiral.defense.Atpa}, {@link dev.admiral.defense.Stagewise} and {@link
 * dev.admiral.defense.DataAugmentation}. Each says, for a moment of training, which part of the observations is
 * attacked, in how large a ball, and whether the policy acts on them; {@link dev.admiral.ppo.Ppo} does the rest.
 */
@NullMarked
package dev.admiral.defense;

import org.jspecify.annotations.NullMarked;
