package dev.admiral.experiments.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.learner.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesMetricWriterTest {
  @TempDir Path folder;

  @Test
  void writesAnObjectALineAndReadsItBack() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    try (MetricWriter writer = JsonLinesMetricWriter.open(file, 0)) {
      writer.write(new Metrics(1).put("model/loss", 0.1).put("task/\"ψ\"", -1e-300));
      assertThat(writer.position()).isEqualTo(Files.size(file));
      writer.write(new Metrics(2).put("model/loss", Double.NaN).put("x", Double.NEGATIVE_INFINITY));
      assertThat(writer.position()).isEqualTo(Files.size(file));
    }
    assertThat(file)
        .hasContent(
            """
            {"step":1,"model/loss":0.1,"task/\\"ψ\\"":-1.0E-300}
            {"step":2,"model/loss":"NaN","x":"-Infinity"}
            """);
    MetricHistory history = MetricHistory.read(file);
    assertThat(history.tags()).containsExactly("model/loss", "task/\"ψ\"", "x");
    assertThat(history.series("model/loss").steps()).containsExactly(1.0, 2.0);
    assertThat(history.series("model/loss").values()).containsExactly(0.1, Double.NaN);
    assertThat(history.series("x").steps()).containsExactly(2.0);
    assertThat(history.series("x").values()).containsExactly(Double.NEGATIVE_INFINITY);
    assertThat(history.series("absent").isEmpty()).isTrue();
  }

  @Test
  void aResumedRunWritesTheBytesOfAnUninterruptedOne() throws IOException {
    Path whole = folder.resolve("whole.jsonl");
    Path killed = folder.resolve("killed.jsonl");
    try (MetricWriter writer = JsonLinesMetricWriter.open(whole, 0)) {
      for (int step = 1; step <= 3; step++) {
        writer.write(new Metrics(step).put("a", step / 3.0));
      }
    }
    long checkpoint;
    try (MetricWriter writer = JsonLinesMetricWriter.open(killed, 0)) {
      writer.write(new Metrics(1).put("a", 1 / 3.0));
      checkpoint = writer.position();
      writer.write(new Metrics(2).put("a", 2 / 3.0));
    }
    Files.writeString(killed, "{\"step\":3,\"a", StandardOpenOption.APPEND);
    try (MetricWriter writer = JsonLinesMetricWriter.open(killed, checkpoint)) {
      writer.write(new Metrics(2).put("a", 2 / 3.0));
      writer.write(new Metrics(3).put("a", 1.0));
    }
    assertThat(killed).hasSameBinaryContentAs(whole);
  }

  @Test
  void aNewRunEmptiesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("metrics.jsonl"), "old\n");
    JsonLinesMetricWriter.open(file, 0).close();
    assertThat(file).isEmptyFile();
  }

  @Test
  void refusesAFileShorterThanTheCheckpointSaw() throws IOException {
    Path file = Files.writeString(folder.resolve("metrics.jsonl"), "{}\n");
    assertThatThrownBy(() -> JsonLinesMetricWriter.open(file, 4))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("holds 3 bytes where the checkpoint saw 4");
    assertThat(file).hasContent("{}\n");
  }

  @Test
  void refusesATagThatHidesTheStep() {
    try (MetricWriter writer = JsonLinesMetricWriter.open(folder.resolve("metrics.jsonl"), 0)) {
      assertThatThrownBy(() -> writer.write(new Metrics(1).put("step", 1)))
          .hasMessage("a metric cannot have the tag \"step\"");
      assertThat(writer.position()).isZero();
    }
  }

  @Test
  void leavesOutALastLineThatAKillCut() throws IOException {
    Path file =
        Files.writeString(folder.resolve("metrics.jsonl"), "{\"step\":1,\"a\":2}\n{\"step\":2,");
    assertThat(MetricHistory.read(file).updates()).hasSize(1);
  }

  @Test
  void namesTheLineThatIsNotJson() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    for (String line :
        List.of("nonsense", "[1]", "{\"step\":2,\"a\":{}}", "{\"step\":2,\"a\":null}")) {
      Files.writeString(file, "{\"step\":1}\n" + line + "\n");
      assertThatThrownBy(() -> MetricHistory.read(file))
          .hasMessage(
              "cannot read %s: line 2 does not hold numbers by name, such as {\"step\":1,\"model/loss\":0.5}"
                  .formatted(file));
    }
    Files.writeString(file, "{\"a\":1}\n");
    assertThatThrownBy(() -> MetricHistory.read(file))
        .hasMessage("cannot read " + file + ": line 1 has no \"step\"");
  }
}
