/** The environments and task families by id, and open-loop rollouts of them. */
@NullMarked
package dev.admiral.experiments.environment;

import org.jspecify.annotations.NullMarked;
