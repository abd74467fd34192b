/// Environments, one at a time and as vectors of them.
@NullMarked
package dev.admiral.env;

import org.jspecify.annotations.NullMarked;
