package dev.admiral.checkpoint;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one run, the last few of which are kept: {@code step-000012/} and so on.
 *
 * <p>A checkpoint appears under its name only when it is complete and on the disk, so that a process
 * may be killed, or the disk may fill up, at any moment. What such an end leaves behind begins with a
 * dot; it is never read and is swept away by the next {@link #save}.
 */
public final class CheckpointStore {
  private static final String UNFINISHED = ".unfinished-";
  private static final String DELETED = ".deleted-";
  private static final Pattern NAME = Pattern.compile("step-(\\d{6,18})");

  private final Path folder;
  private final int keep;

  /**
   * A checkpoint as it was found on the disk.
   *
   * @param step the number of updates done when it was taken
   * @param folder where it is
   */
  public record Stored(long step, Path folder, Checkpoint checkpoint) {}

  /**
   * @param folder made at the first {@link #save} if it does not exist
   * @param keep how many checkpoints to keep, at least 1
   */
  public CheckpointStore(Path folder, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("at least 1 checkpoint must be kept, not " + keep);
    }
    this.folder = folder;
    this.keep = keep;
  }

  /**
   * Writes a checkpoint, replaces one of the same step, and deletes those that are too old.
   *
   * @throws CheckpointException if that fails; the checkpoints before it are then untouched
   */
  public void save(long step, Checkpoint checkpoint) {
    Path target = folder.resolve("step-%06d".formatted(step));
    Path unfinished = folder.resolve(UNFINISHED + target.getFileName());
    try {
      Files.createDirectories(folder);
      sweep();
      new CheckpointFolder(unfinished).write(step, checkpoint);
      if (Files.exists(target)) {
        delete(target);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      CheckpointFolder.force(folder);
      List<Path> stored = List.copyOf(stored().values());
      for (Path old : stored.subList(0, Math.max(0, stored.size() - keep))) {
        delete(old);
      }
    } catch (IOException e) {
      throw new CheckpointException(
          "cannot write checkpoint %s: %s; those before it are intact".formatted(target, reason(e)),
          e);
    }
  }

  /**
   * The newest checkpoint, empty if there is none.
   *
   * @throws CheckpointException if it is damaged, with what to do about it
   */
  public Optional<Stored> latest() {
    NavigableMap<Long, Path> stored;
    try {
      stored = stored();
    } catch (IOException e) {
      throw new CheckpointException("cannot read the folder " + folder + ": " + reason(e), e);
    }
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    long step = stored.lastKey();
    Path path = stored.lastEntry().getValue();
    return Optional.of(new Stored(step, path, new CheckpointFolder(path).read(step)));
  }

  /** The steps of the checkpoints that are there, in order. */
  public List<Long> steps() {
    try {
      return List.copyOf(stored().keySet());
    } catch (IOException e) {
      throw new CheckpointException("cannot read the folder " + folder + ": " + reason(e), e);
    }
  }

  /**
   * The checkpoint of a step, empty if there is none.
   *
   * @throws CheckpointException if it is damaged
   */
  public Optional<Stored> find(long step) {
    Path path = folder.resolve("step-%06d".formatted(step));
    return Files.isDirectory(path)
        ? Optional.of(new Stored(step, path, new CheckpointFolder(path).read(step)))
        : Optional.empty();
  }

  private NavigableMap<Long, Path> stored() throws IOException {
    NavigableMap<Long, Path> stored = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return stored;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        Matcher matcher = NAME.matcher(entry.getFileName().toString());
        if (matcher.matches()) {
          stored.put(Long.parseLong(matcher.group(1)), entry);
        }
      }
    }
    return stored;
  }

  /** Deletes what killed processes left behind. */
  private void sweep() throws IOException {
    List<Path> leftovers = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, "{" + UNFINISHED + "," + DELETED + "}*")) {
      entries.forEach(leftovers::add);
    }
    for (Path leftover : leftovers) {
      deleteTree(leftover);
    }
  }

  /** Deletes a checkpoint so that it is never seen half deleted. */
  private void delete(Path checkpoint) throws IOException {
    Path deleted = folder.resolve(DELETED + checkpoint.getFileName());
    Files.move(checkpoint, deleted, StandardCopyOption.ATOMIC_MOVE);
    deleteTree(deleted);
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What went wrong, without the path that the message names already. */
  private static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : String.valueOf(e.getMessage());
  }
}
