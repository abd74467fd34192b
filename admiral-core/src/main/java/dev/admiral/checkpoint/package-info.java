/// Checkpoints: safetensors weights and JSON state.
@NullMarked
package dev.admiral.checkpoint;

import org.jspecify.annotations.NullMarked;
