/// Task families: decision processes that share everything but the reward.
@NullMarked
package dev.admiral.task;

import org.jspecify.annotations.NullMarked;
