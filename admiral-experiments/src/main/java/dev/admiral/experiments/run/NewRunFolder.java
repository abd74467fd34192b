package dev.admiral.experiments.run;

import dev.admiral.experiments.metrics.TensorBoardMetricWriter;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A run folder that was just made, and can be taken back as long as nothing was trained in it. */
public final class NewRunFolder {
  private final RunFolder folder;
  private final Path before;

  private NewRunFolder(RunFolder folder, Path before) {
    this.folder = folder;
    this.before = before;
  }

  /**
   * Makes a folder.
   *
   * @param place the folder, or the one that it is made in
   * @param maker makes it
   */
  public static NewRunFolder make(Path place, Supplier<RunFolder> maker) {
    Path existing = place.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return new NewRunFolder(maker.get(), existing);
  }

  public RunFolder folder() {
    return folder;
  }

  /**
   * Removes what was made, unless there is a checkpoint: the run's files, and every folder that was not there
   * before and now is empty. What somebody else put there stays.
   */
  public void discardIfUntrained() {
    try {
      if (folder.checkpoints().latest().isPresent()) {
        return;
      }
      for (Path file : runFiles()) {
        Files.deleteIfExists(file);
      }
      Path made = folder.path().toAbsolutePath().normalize();
      while (made != null && !made.equals(before)) {
        Files.deleteIfExists(made);
        made = made.getParent();
      }
    } catch (DirectoryNotEmptyException _) {
      // Somebody else's files.
    } catch (IOException | RuntimeException _) {
      // Why the training failed matters more than what it leaves.
    }
  }

  private List<Path> runFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.path())) {
      return files.filter(this::isOwn).toList();
    }
  }

  private boolean isOwn(Path file) {
    String name = String.valueOf(file.getFileName());
    return file.equals(folder.config())
        || file.equals(folder.metrics())
        || name.equals("checkpoints")
        || name.equals(RunLock.FILE)
        || name.equals(TensorBoardMetricWriter.FILE_NAME);
  }
}
