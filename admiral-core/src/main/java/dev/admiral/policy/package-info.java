/// Policies and their action distributions.
@NullMarked
package dev.admiral.policy;

import org.jspecify.annotations.NullMarked;
