/// Worker pools whose results do not depend on their size.
@NullMarked
package dev.admiral.concurrent;

import org.jspecify.annotations.NullMarked;
