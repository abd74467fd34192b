/// Numeric kernels: the only package that touches the Vector API.
@NullMarked
package dev.admiral.nn.kernel;

import org.jspecify.annotations.NullMarked;
