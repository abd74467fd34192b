package dev.admiral.sac;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.LayeredNetwork;

/** Parameters that follow others slowly: θ̄ ← (1 − τ)θ̄ + τθ. */
public final class TargetParameters {
  private final LayeredNetwork network;
  private final float[] values;

  /** Begins at {@code parameters}. */
  public TargetParameters(LayeredNetwork network, float[] parameters) {
    this.network = network;
    this.values = parameters.clone();
  }

  /** θ̄, live. */
  public float[] values() {
    return values;
  }

  /** Moves by the part {@code tau} of the way. */
  public void follow(float[] parameters, float tau) {
    for (int i = 0; i < values.length; i++) {
      values[i] += tau * (parameters[i] - values[i]);
    }
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("parameters", network.pack(values));
  }

  public void restore(Checkpoint checkpoint) {
    network.unpack(checkpoint.floats("parameters"), values);
  }
}
