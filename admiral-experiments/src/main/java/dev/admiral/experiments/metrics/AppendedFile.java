package dev.admiral.experiments.metrics;

import dev.admiral.experiments.file.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that grows record by record and can be cut back to where a checkpoint saw it. */
final class AppendedFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private long position;

  private AppendedFile(Path path, FileChannel channel, long position) {
    this.path = path;
    this.channel = channel;
    this.position = position;
  }

  /**
   * Opens {@code path}, created where it is missing, and keeps its first {@code truncateTo} bytes.
   *
   * @throws UncheckedIOException when the file cannot be opened or has fewer bytes
   */
  static AppendedFile open(Path path, long truncateTo) {
    if (truncateTo < 0) {
      throw new IllegalArgumentException("cannot keep " + truncateTo + " bytes of " + path);
    }
    try {
      long size = Files.exists(path) ? Files.size(path) : 0;
      if (size < truncateTo) {
        throw new IOException(
            ("%s holds %d bytes where the checkpoint saw %d: put back what was cut off, or delete"
                    + " the latest checkpoint to resume from the one before")
                .formatted(path, size, truncateTo));
      }
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(truncateTo).position(truncateTo);
      return new AppendedFile(path, channel, truncateTo);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + path + ": " + IoReason.of(e), e);
    }
  }

  /** Appends all of {@code bytes} or, where that fails, nothing. */
  void append(byte[] bytes) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      position += bytes.length;
    } catch (IOException e) {
      cutBack(e);
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  /** Takes away the part of a record that a full disk let through. */
  private void cutBack(IOException cause) {
    try {
      channel.truncate(position).position(position);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  long position() {
    return position;
  }

  /** Returns when all that was appended is on the disk. */
  void sync() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + IoReason.of(e), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path + ": " + e.getMessage(), e);
    }
  }
}
