/**
 * The Arcade Learning Environment 0.7.3, through JavaCPP. It plays frame by frame what {@code ale-py} 0.12.1 plays.
 */
@NullMarked
package dev.admiral.atari.ale;

import org.jspecify.annotations.NullMarked;
