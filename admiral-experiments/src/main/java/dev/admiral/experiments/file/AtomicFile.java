package dev.admiral.experiments.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces a file in one step: the new content goes to a temporary name beside it, which is then
 * renamed. A process that is killed in between, a full disk or a power cut leaves the old file as it
 * was, or the new one whole.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** Writes text in UTF-8. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes; folders on the way are created.
   *
   * @throws UncheckedIOException when that fails, naming the file
   */
  public static void write(Path file, byte[] bytes) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " is not the name of a file");
    }
    // Not Files.createTempFile: its files are readable by their owner alone.
    Path temporary =
        folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.createDirectories(folder);
      try {
        writeThrough(temporary, bytes);
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(folder);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + reason(file, temporary, e), e);
    }
  }

  /** Nobody has heard of the temporary file: what goes wrong with it goes wrong with its folder. */
  private static String reason(Path file, Path temporary, IOException e) {
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    String folder = String.valueOf(temporary.getParent());
    return e instanceof NoSuchFileException missing
            && temporary.toString().equals(missing.getFile())
        ? "no file can be made in " + folder
        : IoReason.of(e).replace(temporary.toString(), folder);
  }

  /** Returns when the bytes are on the disk. */
  private static void writeThrough(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Makes the new name last, where the system lets a folder be opened. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // The file itself is written; only its name may be the old one after a power cut.
    }
  }
}
