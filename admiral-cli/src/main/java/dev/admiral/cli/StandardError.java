package dev.admiral.cli;

import java.io.FileDescriptor;

/// Puts standard error back where the user has it.
///
/// A JVM that is started with the Vector API module prints `WARNING: Using incubator modules` before any
/// of our code runs, and no option turns that off. So the `admiral` launcher starts it with standard error
/// on a filter that drops this line, keeps the user's own stream on another descriptor, and names that
/// descriptor in a system property. Without the property, or where the JDK does not let us, nothing changes:
/// the filter then passes every other line on.
final class StandardError {
  private static final String PROPERTY = "admiral.stderr.descriptor";

  private StandardError() {}

  /// The descriptor of the user's standard error.
  static int descriptor() {
    return Integer.getInteger(PROPERTY, 2);
  }

  /// Must be the first call of `main`.
  static void restore() {
    Integer descriptor = Integer.getInteger(PROPERTY);
    if (descriptor == null) {
      return;
    }
    try {
      // Not System.setErr, as libraries also write to FileDescriptor.err. The launcher opens
      // java.io to us.
      var number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      number.setInt(FileDescriptor.err, descriptor);
    } catch (ReflectiveOperationException | RuntimeException _) {
      // Standard error goes on through the filter.
    }
  }
}
