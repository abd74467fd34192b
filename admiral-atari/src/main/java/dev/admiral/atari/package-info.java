/**
 * Atari 2600 games: one as an {@link dev.admiral.atari.AtariEnvironment}, many as an {@link
 * dev.admiral.atari.AtariVectorEnvironment}, preprocessed as in OpenAI baselines' PPO2.
 */
@NullMarked
package dev.admiral.atari;

import org.jspecify.annotations.NullMarked;
