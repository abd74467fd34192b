package dev.admiral.mujoco.internal;

/** What {@code invokeExact} declares to throw, which native functions never do. */
public final class Thrown {
  private Thrown() {}

  /** {@code thrown} as something that need not be declared: {@code throw Thrown.unchecked(e)}. */
  public static RuntimeException unchecked(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(thrown);
    };
  }
}
