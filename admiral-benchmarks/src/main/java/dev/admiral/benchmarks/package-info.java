/// JMH benchmarks.
@NullMarked
package dev.admiral.benchmarks;

import org.jspecify.annotations.NullMarked;
