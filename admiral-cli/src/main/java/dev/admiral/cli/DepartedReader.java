package dev.admiral.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Standard output, whose reader may go away, as {@code head} does: what that would have read is dropped.
 * Any other failure, such as a full disk, stays one.
 */
final class DepartedReader extends FilterOutputStream {
  private final BooleanSupplier pipe;
  private boolean departed;

  /**
   * @param out where to write
   * @param pipe whether that is a pipe, asked after a failure
   */
  DepartedReader(OutputStream out, BooleanSupplier pipe) {
    super(out);
    this.pipe = pipe;
  }

  static DepartedReader ofProcess() {
    return new DepartedReader(new FileOutputStream(FileDescriptor.out), DepartedReader::isPipe);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    if (departed) {
      return;
    }
    try {
      out.write(octets, offset, length);
    } catch (IOException e) {
      departed = String.valueOf(e.getMessage()).contains("Broken pipe") || pipe.getAsBoolean();
      if (!departed) {
        throw e;
      }
    }
  }

  /** The message is in the user's language; a pipe has no other way to fail. */
  private static boolean isPipe() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
