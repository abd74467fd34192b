/// Spaces of observations, actions and task parameters.
@NullMarked
package dev.admiral.space;

import org.jspecify.annotations.NullMarked;
