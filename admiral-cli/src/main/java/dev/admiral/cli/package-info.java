/// The command line.
@NullMarked
package dev.admiral.cli;

import org.jspecify.annotations.NullMarked;
