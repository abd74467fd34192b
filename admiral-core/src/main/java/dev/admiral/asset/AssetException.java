package dev.admiral.asset;

/** Something that is not shipped cannot be had; the message says what, and what to do. */
public final class AssetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AssetException(String message) {
    super(message);
  }

  public AssetException(String message, Throwable cause) {
    super(message, cause);
  }
}
