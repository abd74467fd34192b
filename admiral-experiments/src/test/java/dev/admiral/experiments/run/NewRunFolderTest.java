package dev.admiral.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewRunFolderTest {
  @TempDir Path temporary;

  /** With all the files of a training that ended before its first checkpoint. */
  private static NewRunFolder begin(Path path) throws IOException {
    NewRunFolder made = NewRunFolder.make(path, () -> RunFolder.create(path));
    Files.writeString(made.folder().config(), "seed: 1");
    RunLock.acquire(made.folder()).close();
    Files.writeString(made.folder().metrics(), "");
    Files.writeString(path.resolve("events.out.tfevents.admiral"), "");
    Files.createDirectory(path.resolve("checkpoints"));
    return made;
  }

  @Test
  void nothingIsLeftOfARunThatDidNotTrain() throws IOException {
    begin(temporary.resolve("new/run")).discardIfUntrained();

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatWasThereBeforeStays() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));

    begin(empty).discardIfUntrained();

    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void whatSomebodyElsePutThereStays() throws IOException {
    Path run = temporary.resolve("new/run");
    NewRunFolder made = begin(run);
    Path mine = Files.writeString(run.resolve("mine"), "mine");

    made.discardIfUntrained();

    assertThat(mine).hasContent("mine");
    assertThat(run).isDirectoryNotContaining("glob:**config.yaml");
  }

  @Test
  void aRunWithACheckpointStays() throws IOException {
    NewRunFolder made = begin(temporary.resolve("run"));
    made.folder().checkpoints().save(0, new Checkpoint());

    made.discardIfUntrained();

    assertThat(made.folder().config()).exists();
  }
}
