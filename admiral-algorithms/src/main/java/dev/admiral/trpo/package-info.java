/// Trust-region policy optimisation.
@NullMarked
package dev.admiral.trpo;

import org.jspecify.annotations.NullMarked;
