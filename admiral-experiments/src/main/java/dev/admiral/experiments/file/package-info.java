/// Files that a reader sees whole or not at all.
@NullMarked
package dev.admiral.experiments.file;

import org.jspecify.annotations.NullMarked;
