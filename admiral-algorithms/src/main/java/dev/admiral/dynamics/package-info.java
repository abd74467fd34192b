/// Learned dynamics models and training inside them.
@NullMarked
package dev.admiral.dynamics;

import org.jspecify.annotations.NullMarked;
