package dev.admiral.torch;

/** libtorch is missing, or cannot do what was asked of it; the message is one line. */
public final class TorchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TorchException(String message) {
    super(message);
  }

  /**
   * @param doing what was being done
   * @param cause whose message's first line says what went wrong; libtorch appends a stack of its own
   */
  public TorchException(String doing, Throwable cause) {
    super(doing + ": " + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), cause);
  }
}
