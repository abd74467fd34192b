package dev.admiral.experiments.evaluation;

/** A part of an evaluation that failed: the message names the part, the cause says why. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EvaluationException(String message, RuntimeException cause) {
    super(message, cause);
  }
}
