/// Model-based adversarial meta-reinforcement learning.
@NullMarked
package dev.admiral.admrl;

import org.jspecify.annotations.NullMarked;
