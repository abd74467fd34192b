/// Random streams derived from one root seed.
@NullMarked
package dev.admiral.random;

import org.jspecify.annotations.NullMarked;
