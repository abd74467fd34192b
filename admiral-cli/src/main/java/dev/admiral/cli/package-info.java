/**
 * The command line: one small class per command over {@code dev.admiral.experiments}.
 *
 * <p>Results go to standard output, progress, notices and errors to standard error. Whatever goes wrong
 * is told in one line ({@link dev.admiral.cli.Errors}); the exit status is 0 on success, 2 if something
 * impossible was asked for, 1 on any other failure.
 */
@NullMarked
package dev.admiral.cli;

import org.jspecify.annotations.NullMarked;
