package dev.admiral.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.CheckpointStore.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed, stopped or out of disk, in processes of their own. */
class InterruptedRunTest {
  @TempDir Path temporary;
  private RunFolder interrupted;

  @BeforeEach
  void prepare() {
    interrupted = RandomWalkProcess.prepare(temporary.resolve("interrupted"), "long");
  }

  @Test
  void aRunThatWasKilledOftenEndsAsOneThatNeverWas() throws Exception {
    Random random = new Random(3);
    for (int kill = 0; kill < 5; kill++) {
      Process process = RandomWalkProcess.start(interrupted);
      awaitGrowth(process, random.nextInt(1000));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(5000));
      process.destroyForcibly().waitFor();
    }
    assertThat(interrupted.checkpoints().latest().orElseThrow().step()).isLessThan(150);
    assertThat(RandomWalkProcess.start(interrupted).waitFor()).isZero();

    assertEqualsAnUninterruptedRun();
  }

  @Test
  void sigtermEndsAfterTheUpdateWithACheckpoint() throws Exception {
    Process process = RandomWalkProcess.start(interrupted);
    awaitGrowth(process, 2000);
    process.destroy();

    assertThat(process.waitFor()).isEqualTo(143);
    long updates = lines(interrupted).size();
    assertThat(interrupted.checkpoints().latest().orElseThrow().step())
        .isEqualTo(updates)
        .isLessThan(150);
    assertThat(RandomWalkProcess.start(interrupted).waitFor()).isZero();
    assertEqualsAnUninterruptedRun();
  }

  @Test
  void aFullDiskLeavesTheCheckpointsBeforeIntact() throws Exception {
    RunFolder growing =
        RandomWalkProcess.prepare(temporary.resolve("growing"), "quick", "walk.growth=10000");
    // A limit on the size of files fails a write as a full disk does.
    Process process =
        RandomWalkProcess.start(growing, "sh", "-c", "ulimit -f 500; exec \"$@\"", "sh");
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(error.strip())
        .startsWith("cannot write checkpoint ")
        .endsWith("those before it are intact")
        .doesNotContain("\n");
    assertThat(growing.checkpoints().latest().orElseThrow().step()).isPositive();

    assertThat(RandomWalkProcess.start(growing).waitFor()).isZero();
    assertThat(growing.checkpoints().latest().orElseThrow().step()).isEqualTo(40);
  }

  private void assertEqualsAnUninterruptedRun() throws IOException {
    RunFolder uninterrupted = RandomWalkProcess.prepare(temporary.resolve("uninterrupted"), "long");
    try (StopSignal stop = StopSignal.listen()) {
      assertThat(RandomWalkProcess.train(uninterrupted, stop))
          .isEqualTo(TrainingRun.Outcome.FINISHED);
    }
    assertThat(lines(interrupted)).isEqualTo(lines(uninterrupted)).hasSize(150);
    Stored expected = uninterrupted.checkpoints().latest().orElseThrow();
    Stored actual = interrupted.checkpoints().latest().orElseThrow();
    assertThat(actual.step()).isEqualTo(150);
    assertThat(actual.folder().resolve("weights.safetensors"))
        .hasSameBinaryContentAs(expected.folder().resolve("weights.safetensors"));
    assertThat(scalars(actual)).isEqualTo(scalars(expected));
    // Its wall-clock times differ, but not their width.
    String events = "events.out.tfevents.admiral";
    assertThat(interrupted.path().resolve(events))
        .hasSize(Files.size(uninterrupted.path().resolve(events)));
  }

  /** Everything but the lengths of files that hold times. */
  private static Map<String, Object> scalars(Stored stored) {
    return stored.checkpoint().scalars().entrySet().stream()
        .filter(scalar -> !scalar.getKey().startsWith("run/"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The metrics without those that are times. */
  private static List<String> lines(RunFolder folder) throws IOException {
    return Files.readAllLines(folder.metrics()).stream()
        .map(line -> line.replaceAll(",\"time/[^,}]*", ""))
        .toList();
  }

  private void awaitGrowth(Process process, long bytes) throws IOException, InterruptedException {
    Path metrics = interrupted.metrics();
    long goal = bytes + 1 + (Files.exists(metrics) ? Files.size(metrics) : 0);
    while (process.isAlive() && !(Files.exists(metrics) && Files.size(metrics) >= goal)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    assertThat(process.isAlive()).as("still training").isTrue();
  }
}
