package dev.admiral.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.checkpoint.CheckpointException;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.run.TrainingRun.Outcome;
import dev.admiral.learner.NonFiniteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
  @TempDir Path temporary;
  private final StopSignal stop = StopSignal.listen();

  @AfterEach
  void close() {
    stop.close();
  }

  @Test
  void trainsToTheEnd() throws IOException {
    RunFolder folder = prepare("quick");

    assertThat(RandomWalkProcess.train(folder, stop)).isEqualTo(Outcome.FINISHED);

    assertThat(Files.readAllLines(folder.metrics())).hasSize(40);
    assertThat(folder.checkpoints().latest().orElseThrow().step()).isEqualTo(40);
  }

  @Test
  void aFinishedRunStaysAsItIs() throws IOException {
    RunFolder folder = prepare("quick");
    RandomWalkProcess.train(folder, stop);
    String metrics = Files.readString(folder.metrics());

    assertThat(RandomWalkProcess.train(folder, stop)).isEqualTo(Outcome.ALREADY_FINISHED);

    assertThat(folder.metrics()).hasContent(metrics);
  }

  @Test
  void aRequestStopsBeforeTheNextUpdate() {
    RunFolder folder = prepare("quick");
    stop.request();

    assertThat(RandomWalkProcess.train(folder, stop)).isEqualTo(Outcome.STOPPED);

    assertThat(folder.checkpoints().latest().orElseThrow().step()).isZero();
  }

  @Test
  void aNumberThatIsNotFiniteStopsTheRunAfterTheLastGoodCheckpoint() {
    RunFolder folder = prepare("quick", "fail-at=9");

    assertThatThrownBy(() -> RandomWalkProcess.train(folder, stop))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage(
            "update 9 failed: walk/mean is NaN; the last good state is checkpoint step-000008 of "
                + folder.path());
    assertThat(folder.checkpoints().latest().orElseThrow().step()).isEqualTo(8);
  }

  @Test
  void aDamagedCheckpointIsNotResumed() throws IOException {
    RunFolder folder = prepare("quick");
    RandomWalkProcess.train(folder, stop);
    Path latest = folder.checkpoints().latest().orElseThrow().folder();
    Files.write(latest.resolve("weights.safetensors"), new byte[20]);

    assertThatThrownBy(() -> RandomWalkProcess.train(folder, stop))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("delete that folder to resume from the one before");
  }

  @Test
  void twoProcessesDoNotTrainInOneFolder() {
    RunFolder folder = prepare("quick");
    try (RunLock _ = RunLock.acquire(folder)) {
      assertThatThrownBy(() -> RandomWalkProcess.train(folder, stop))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("another process is working in " + folder.path());
    }
    assertThat(RandomWalkProcess.train(folder, stop)).isEqualTo(Outcome.FINISHED);
  }

  private RunFolder prepare(String preset, String... assignments) {
    return RandomWalkProcess.prepare(temporary.resolve("run"), preset, assignments);
  }
}
