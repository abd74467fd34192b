package dev.admiral.mujoco;

/** A model file that cannot be simulated; the message is one line that names the file. */
public final class ModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }
}
