/** What trains: a procedure of small updates whose whole state can be saved and restored. */
@NullMarked
package dev.admiral.learner;

import org.jspecify.annotations.NullMarked;
