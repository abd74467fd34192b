package dev.admiral.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.checkpoint.CheckpointStore.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointStoreTest {
  @TempDir Path temporary;
  private Path folder;
  private CheckpointStore store;

  @BeforeEach
  void open() {
    folder = temporary.resolve("checkpoints");
    store = new CheckpointStore(folder, 3);
  }

  @Test
  void everythingComesBack() {
    Checkpoint checkpoint = new Checkpoint();
    Checkpoint policy = checkpoint.scope("policy");
    policy.put("weights", new float[] {1, Float.NaN, -0f, Float.MIN_VALUE, 5, 6}, 2, 3);
    policy.put("statistics", new double[] {Math.PI, Double.NEGATIVE_INFINITY});
    policy.put("stream", new byte[] {-128, 0, 127});
    checkpoint.put("counter", Long.MIN_VALUE);
    checkpoint.put("small", 7);
    checkpoint.put("done", true);
    checkpoint.put("name", "ψ = \"1\"\n");
    store.save(12, checkpoint);

    Stored stored = store.latest().orElseThrow();

    assertThat(stored.step()).isEqualTo(12);
    assertThat(stored.folder()).isEqualTo(folder.resolve("step-000012"));
    Checkpoint again = stored.checkpoint();
    assertThat(again.scope("policy").floats("weights"))
        .containsExactly(1, Float.NaN, -0f, Float.MIN_VALUE, 5, 6);
    assertThat(again.tensors().get("policy/weights").shape()).containsExactly(2, 3);
    assertThat(again.scope("policy").doubles("statistics"))
        .containsExactly(Math.PI, Double.NEGATIVE_INFINITY);
    assertThat(again.scope("policy").bytes("stream")).containsExactly(-128, 0, 127);
    assertThat(again.scalars()).isEqualTo(checkpoint.scalars());
    assertThat(again.text("name")).isEqualTo("ψ = \"1\"\n");
  }

  @Test
  void keepsTheLastFew() throws IOException {
    for (long step : new long[] {8, 9, 10, 999_999, 1_000_000}) {
      store.save(step, numbered(step));
    }

    assertThat(names()).containsExactly("step-000010", "step-1000000", "step-999999");
    assertThat(store.latest().orElseThrow().checkpoint().integer("number")).isEqualTo(1_000_000);
  }

  @Test
  void findsThoseThatAreThereByTheirStep() {
    assertThat(store.steps()).isEmpty();
    for (long step : new long[] {20, 3, 100}) {
      store.save(step, numbered(step));
    }

    assertThat(store.steps()).containsExactly(3L, 20L, 100L);
    assertThat(store.find(20).orElseThrow().checkpoint().integer("number")).isEqualTo(20);
    assertThat(store.find(21)).isEmpty();
  }

  @Test
  void anEmptyOrMissingFolderHoldsNone() throws IOException {
    assertThat(store.latest()).isEmpty();
    Files.createDirectories(folder);
    assertThat(store.latest()).isEmpty();
  }

  @Test
  void aStepIsReplacedByItsSuccessor() throws IOException {
    store.save(5, numbered(1));
    store.save(5, numbered(2));

    assertThat(names()).containsExactly("step-000005");
    assertThat(store.latest().orElseThrow().checkpoint().integer("number")).isEqualTo(2);
  }

  @Test
  void whatAKilledProcessLeftIsIgnoredAndSwept() throws IOException {
    store.save(1, numbered(1));
    for (String leftover : List.of(".unfinished-step-000002", ".deleted-step-000000")) {
      Files.createDirectories(folder.resolve(leftover));
      Files.writeString(folder.resolve(leftover).resolve("weights.safetensors"), "half");
    }
    assertThat(store.latest().orElseThrow().step()).isEqualTo(1);

    store.save(2, numbered(2));

    assertThat(names()).containsExactly("step-000001", "step-000002");
  }

  @Test
  void otherFilesAreLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("step-12"));
    Files.writeString(folder.resolve("notes.txt"), "mine");
    store.save(1, numbered(1));

    assertThat(names()).containsExactly("notes.txt", "step-000001", "step-12");
    assertThat(store.latest().orElseThrow().step()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"weights.safetensors", "state.json"})
  void damageIsFoundWhereverItIs(String name) throws IOException {
    Checkpoint checkpoint = new Checkpoint();
    checkpoint.put("weights", new float[] {1, 2, 3});
    checkpoint.put("counter", 123456);
    store.save(7, checkpoint);
    Path file = folder.resolve("step-000007").resolve(name);
    byte[] intact = Files.readAllBytes(file);
    for (int i = 0; i < intact.length; i++) {
      byte[] damaged = intact.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(store::latest, "with a flipped bit in byte %s", i)
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("step-000007");
    }
  }

  @Test
  void aTruncatedFileIsNamedWithWhatToDo() throws IOException {
    store.save(7, numbered(7));
    Path weights = folder.resolve("step-000007/weights.safetensors");
    Files.write(weights, new byte[3]);

    assertThatThrownBy(store::latest)
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "checkpoint %s is damaged: weights.safetensors is not the file that was written; "
                    .formatted(weights.getParent())
                + "delete that folder to resume from the one before");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    store.save(7, numbered(7));
    Files.delete(folder.resolve("step-000007/state.json"));

    assertThatThrownBy(store::latest)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("cannot read")
        .hasMessageContaining("state.json");
  }

  @Test
  void aNewerFormatIsNotTakenForDamage() throws IOException {
    store.save(7, numbered(7));
    Path state = folder.resolve("step-000007/state.json");
    Files.writeString(state, Files.readString(state).replace("\"format\" : 1", "\"format\" : 2"));

    assertThatThrownBy(store::latest)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("has format 2; this version of Admiral reads format 1");
  }

  @Test
  void aFailureToWriteNamesTheCheckpoint() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "not a folder");

    assertThatThrownBy(
            () -> new CheckpointStore(file.resolve("checkpoints"), 3).save(1, numbered(1)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("cannot write checkpoint")
        .hasMessageContaining("step-000001");
  }

  private static Checkpoint numbered(long number) {
    Checkpoint checkpoint = new Checkpoint();
    checkpoint.put("number", number);
    return checkpoint;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
