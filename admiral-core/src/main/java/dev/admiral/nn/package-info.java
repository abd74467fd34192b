/// Networks, their four exact derivatives, and optimisers.
@NullMarked
package dev.admiral.nn;

import org.jspecify.annotations.NullMarked;
