/** The games' ROMs: where they are, how they get there, and how they are told apart. */
@NullMarked
package dev.admiral.atari.assets;

import org.jspecify.annotations.NullMarked;
