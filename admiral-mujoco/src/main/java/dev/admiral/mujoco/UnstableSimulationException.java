package dev.admiral.mujoco;

/**
 * MuJoCo could not compute a step and said so in a warning; the message names it. The simulation
 * must be reset.
 */
public final class UnstableSimulationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnstableSimulationException(String message) {
    super(message);
  }
}
