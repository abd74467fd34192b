package dev.admiral.experiments.run;

import dev.admiral.experiments.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/**
 * The right to train in a run folder, which one process has at a time. The operating system frees it
 * when the process ends, however it ends.
 */
public final class RunLock implements AutoCloseable {
  static final String FILE = ".lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the right.
   *
   * @throws UsageException if another process has it
   */
  public static RunLock acquire(RunFolder folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.path().resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isFree(channel)) {
        return new RunLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + folder.path() + ": " + e.getMessage(), e);
    }
    throw new UsageException(
        "another process is working in " + folder.path() + ": wait for it to end, or stop it");
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false; // held within this process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
